import {withStage} from '../studio/render/with-stage.ts';
import type {ReadyStage} from '../studio/render/with-stage.ts';
import {h264Codec} from '../studio/render/h264-level.ts';
import {KEY_FRAME_EVERY, openRequest} from '../studio/render/unit.ts';
import {ROOT} from '../studio/root.ts';
import {sceneOf} from '../studio/scene-files.ts';
import {toTable} from '../studio/table.ts';
import {median} from './median.ts';

/** What is compared: each draws the same frames of a scene of the course at 1080p60. */
const VARIANTS = [
  {name: 'every frame drawn (baseline)', skipUnchanged: false, pages: 1},
  {name: 'unchanged frames not drawn', skipUnchanged: true, pages: 1},
  {name: 'every frame drawn, 2 pages', skipUnchanged: false, pages: 2},
] as const;
const VIDEO = {width: 1920, height: 1080, fps: 60};
const FRAMES = 960;
const ROUNDS = 3;
const SCENE = sceneOf('09-self-attention/what-is-it');

type Variant = (typeof VARIANTS)[number];

/** Seconds that a variant takes for all frames, opening left out. */
async function measure(
  {openPage, server}: ReadyStage,
  variant: Variant,
): Promise<number> {
  const codec = h264Codec(VIDEO) ?? '';
  const request = openRequest(
    SCENE,
    'en',
    {...VIDEO, theme: 'light', captions: 'picture'},
    VIDEO,
  );
  const pages = await Promise.all(Array.from({length: variant.pages}, () => openPage()));
  for (const page of pages)
    await page.call('open', {...request, skipUnchanged: variant.skipUnchanged});
  const share = FRAMES / variant.pages;
  const start = performance.now();
  await Promise.all(
    pages.map(async (page, i) => {
      const path = `${ROOT}/.cache/bench-${process.pid}-${i}.mp4`;
      const {upload, close} = server.receive({kind: 'file', path});
      const encoding = {
        ...{kind: 'webcodecs' as const, codec, bitrate: 16_000_000},
        ...{keyFrameEvery: KEY_FRAME_EVERY, upload},
      };
      await page.call('renderChunk', {from: i * share, to: (i + 1) * share, encoding});
      close();
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  await Promise.all(pages.map(page => page.close()));
  return seconds;
}

/** Draw the same frames in each way and print medians and ratios. */
export async function benchRender(): Promise<void> {
  await withStage(ROOT, [SCENE.lesson], compare);
}

async function compare(stage: ReadyStage): Promise<void> {
  const times = VARIANTS.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, variant] of VARIANTS.entries())
      times[i].push(await measure(stage, variant));
  }
  const [baseline, ...others] = times.map(median);
  const rows = VARIANTS.map(({name}, i) => {
    const seconds = [baseline, ...others][i];
    return [
      name,
      `${(FRAMES / seconds).toFixed(0)}`,
      `${(baseline / seconds).toFixed(2)}`,
    ];
  });
  const head = [
    `${FRAMES} frames of ${SCENE.id}, 1080p60`,
    'frames/s (median)',
    'times baseline',
  ];
  process.stdout.write(`${toTable(head, rows)}\n`);
}
