import {hashJson} from '../../../foundations/canonical-json.ts';
import {UserError} from '../../../foundations/user-error.ts';
import type {
  Opened,
  OpenRequest,
  PlayedScene,
  ProjectFacts,
} from '../../stage/protocol.ts';
import type {SceneHashes} from '../../vite/scene-hashes-plugin.ts';
import type {VideoFormat} from '../options/video-format.ts';
import type {FrameRange} from '../plan/chunk-plan.ts';
import {parseFrameRate} from '../options/frame-rate.ts';
import type {ProjectOptions} from '../options/project-options.ts';
import {StageError} from './call-stage.ts';
import {readsTime, scenesInPlay} from '../plan/tied-scenes.ts';
import type {Play} from '../plan/unit.ts';

/** Scenes that are joined by transitions, and where they lie in the project. */
export interface JoinedScenes {
  /** Positions in the project; half open. */
  first: number;
  end: number;
  /** Half-open range of frames of the project. */
  from: number;
  to: number;
}

/** Group scenes that transitions join. Pure. */
export function joinScenes(scenes: readonly PlayedScene[]): JoinedScenes[] {
  const groups: JoinedScenes[] = [];
  for (const [i, {from, to, joined}] of scenes.entries()) {
    const last = groups.at(-1);
    if (joined && last) {
      last.end = i + 1;
      last.to = to;
    } else {
      groups.push({first: i, end: i + 1, from, to});
    }
  }
  return groups;
}

/** The whole project, as something to be played. Pure. */
export function wholeRequest(
  project: string,
  {settings}: ProjectFacts,
  {fps, width, height}: VideoFormat,
  {variables, transparent}: ProjectOptions,
): OpenRequest {
  return {
    project,
    scenes: null,
    variables,
    fps,
    width: settings.width,
    height: settings.height,
    scale: Math.max(width / settings.width, height / settings.height),
    pixels: [width, height],
    background: transparent ? null : settings.background,
    colorSpace: settings.colorSpace,
    skipUnchanged: false,
    checkGlyphs: false,
  };
}

/**
 * Joined scenes as a part of the project's play, known by what it depends on. Pure.
 *
 * @param whole - The project in one.
 * @param opened - What the stage said about it.
 * @param fonts - See `machineFonts()`.
 */
export function joinedPlay(
  {first, end, from}: JoinedScenes,
  whole: OpenRequest,
  opened: Opened,
  facts: ProjectFacts,
  hashes: SceneHashes,
  fonts: string,
): Play {
  const names = opened.scenes.slice(first, end).map(({name}) => name);
  const {experimentalFeatures} = facts;
  return {
    name: names.join(' + '),
    identity: {scene: names.join('+')},
    request: whole,
    inputs: {
      code: hashJson({
        stage: hashes.stage,
        assets: [hashes.assets, hashes.publicFiles],
        projects: hashes.projects,
        scenes: scenesInPlay(opened.scenes, {first, end}, hashes),
        // Shaders, which are experimental, read absolute time, and so does code that asks.
        from: experimentalFeatures || readsTime(names, hashes) ? from : null,
        facts: {experimentalFeatures, variables: facts.variables},
        fonts,
      }),
      script: '',
    },
    explain: error => projectError(error, names.join(', ')),
  };
}

/** What the stage would say of joined scenes alone. Pure. */
export const openedAlone = (
  {first, end, from, to}: JoinedScenes,
  whole: Opened,
): Opened => ({...whole, frames: to - from, scenes: whole.scenes.slice(first, end)});

/** The frames of joined scenes that a range of the project leaves. Pure. */
export function partOf({from, to}: JoinedScenes, range: FrameRange): FrameRange {
  const start = Math.max(range.from, from) - from;
  return {from: start, to: Math.max(start, Math.min(range.to, to) - from)};
}

/**
 * The range of a project's settings in frames.
 *
 * @param seconds - As Motion Canvas stores it, a little before the first frame.
 * @param fps - The rate at which its editor counts, see {@link countedRate}.
 */
export function rangeInFrames(
  [start, end]: readonly [number, number | null],
  fps: number,
  frames: number,
): FrameRange {
  const from = Math.min(frames, Math.ceil(start * fps));
  return {from, to: end === null ? frames : Math.min(frames, Math.ceil(end * fps))};
}

/**
 * The rate at which the seconds of a project's range become frames: an editor that is set
 * to 29.97 counts with that number, though its frames come out at 30000/1001.
 *
 * @param own - The rate of its settings.
 * @param fps - That of the render.
 */
export const countedRate = (own: number, fps: number): number =>
  parseFrameRate(String(own)) === fps ? own : fps;

/** A failure in the page as an error about the project. */
export function projectError(error: unknown, what: string): unknown {
  if (!(error instanceof StageError)) return error;
  return new UserError(
    'scene',
    `${what}: ${error.message}`,
    'Correct the project; its editor shows the same scene.',
  );
}
