import {currentManifest} from './assemble/current-video.ts';
import type {Manifest} from './assemble/manifest.ts';
import type {OutputOptions} from './options/output-options.ts';
import type {OutsideFiles} from './page/outside-files.ts';
import type {RenderUnit} from './plan/unit.ts';
import {videoKey} from './plan/video-plan.ts';
import type {VideoPlan} from './plan/video-plan.ts';

/** A video that is asked for. */
export interface VideoWork {
  plan: VideoPlan;
  key: string;
  /** What the file that is there says of itself, where it is what would be made. */
  current: Manifest | null;
}

/**
 * Look which videos are what would be made.
 *
 * @param redo - Whether all are made anew.
 */
export async function videoWork(
  root: string,
  videos: readonly VideoPlan[],
  output: OutputOptions,
  {redo, outside}: {redo: boolean; outside: OutsideFiles},
): Promise<VideoWork[]> {
  const work: VideoWork[] = [];
  for (const plan of videos) {
    const key = videoKey(plan, {format: output.format, preset: output.preset});
    const current = redo ? null : await currentManifest(root, plan, key, output, outside);
    work.push({plan, key, current});
  }
  return work;
}

/** All that videos show which have to be made, each once. */
export const unitsToMake = (work: readonly VideoWork[]): RenderUnit[] => [
  ...new Set(work.flatMap(({plan, current}) => (current === null ? plan.units : []))),
];
