import {cpus} from 'node:os';
import {dirname, join} from 'node:path';

import type {Course} from '../../data-extract/course/course.ts';
import {hashJson} from '../../foundations/canonical-json.ts';
import {cacheFolder} from '../../foundations/course-root.ts';
import {ROOT} from '../../foundations/root.ts';
import {timed} from '../../foundations/timed.ts';
import {buildBundle} from '../render/bundle/bundle.ts';
import {ffmpegEncoder} from '../render/encode/encode-ffmpeg.ts';
import {languageCode} from '../render/encode/join-args.ts';
import {resolveOutput} from '../render/options/output-options.ts';
import {withBundle} from '../render/page/with-stage.ts';
import {planUnit} from '../render/plan/unit.ts';
import type {Play} from '../render/plan/unit.ts';
import type {UsedCapture, VideoPlan} from '../render/plan/video-plan.ts';
import {renderPlan} from '../render/render-plan.ts';
import {findFfmpeg} from '../setup/parts.ts';
import {asFigureError, FPS, PROJECT, requestOf} from './draw-figure.ts';
import type {Figure} from './draw-figure.ts';

/** The video that a file is, see `VideoPlan`. */
export const videoAt = (file: string): Pick<VideoPlan, 'base' | 'cues'> => ({
  base: file.replace(/\.mp4$/, ''),
  cues: null,
});

/**
 * Play a figure into a video, with its manifest beside it.
 *
 * @param file - Absolute path, with its ending.
 * @param captures - What it shows.
 * @throws UserError where it cannot be drawn or written.
 */
export async function drawVideo(
  figure: Figure,
  course: Course,
  file: string,
  captures: readonly UsedCapture[],
): Promise<void> {
  const {kind, look} = figure;
  const ffmpeg = await findFfmpeg();
  const bundle = await timed('bundle', () => buildBundle(ROOT, [PROJECT]));
  const cache = join(cacheFolder(), 'chunks');
  const output = {...resolveOutput({format: 'mp4'}, cpus().length), cache};
  const video = {...look.size, fps: FPS};
  await withBundle(bundle, async stage => {
    const {browser, server} = stage;
    const encoder = await ffmpegEncoder({...output, video, alpha: false}, server, ffmpeg);
    const request = await requestOf(figure, course);
    const page = await stage.openPage();
    let opened;
    try {
      opened = await page.call('open', request);
    } catch (error) {
      throw asFigureError(error, kind);
    } finally {
      await page.close();
    }
    const play: Play = {
      name: `figure ${kind}`,
      identity: {scene: `figures/${kind}`, locale: look.locale},
      request,
      inputs: {code: hashJson(bundle.hashes), script: ''},
      explain: error => asFigureError(error, kind),
    };
    const unit = planUnit(play, opened, {browser, encoder: encoder.identity});
    const plan: VideoPlan = {
      identity: {...play.identity, theme: look.theme},
      ...videoAt(file),
      fps: FPS,
      size: [look.size.width, look.size.height],
      units: [unit],
      title: look.title ?? kind,
      comment: '',
      language: languageCode(look.locale),
      chapters: [],
      audio: null,
      captures,
      alpha: false,
      flags: {},
      inputs: null,
    };
    const plans = {encoder, videos: [plan], joined: []};
    const {signal} = new AbortController();
    await renderPlan(dirname(file), plans, output, stage, ffmpeg, signal);
  });
}
