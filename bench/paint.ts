import {buildBundle} from '../studio/render/bundle/bundle.ts';
import type {StagePage} from '../studio/render/page/stage-page.ts';
import {openRequest} from '../studio/render/plan/unit.ts';
import {withBundle} from '../studio/render/page/with-stage.ts';
import {ROOT} from '../foundations/root.ts';
import {listScenes, sceneOf} from '../studio/course/scene-files.ts';
import type {SceneName} from '../studio/course/scene-files.ts';
import {toTable} from '../studio/command-line/table.ts';
import {median} from './median.ts';
import {PAINT_CASES} from './paint/list.ts';
import type {CaseName} from './paint/list.ts';

const SIZE = {width: 1920, height: 1080};
/** Frames that are drawn before any is timed, and that are timed, in each round. */
const WARM_UP = 10;
const FRAMES = 40;
const ROUNDS = 3;
/** Milliseconds that a frame may take. */
const BUDGET = 8;

/**
 * Draw components at their largest intended size, moving, in the stage's own page, and
 * print how long a frame of 1080p takes: of three rounds, the quietest. Then do the same
 * with every page of the gallery as it is.
 */
export async function benchPaint(): Promise<void> {
  const names = Object.keys(PAINT_CASES) as CaseName[];
  const largest = await timeCases(
    `${ROOT}/bench/paint/project.ts`,
    names.map(name => ({name, scene: sceneOf('paint/paint'), fps: 60, frames: FRAMES})),
  );
  const of = (name: CaseName): number[] => largest.get(name) ?? [];
  print(
    ['component', 'largest size', 'median ms', 'worst ms', 'times baseline'],
    names.map(name => {
      const {size, baseline} = PAINT_CASES[name];
      const ratio = baseline && median(of(name)) / median(of(baseline));
      const note = ratio === null ? '' : `${Number(ratio).toFixed(2)} × ${baseline}`;
      return [name, size, ...figures(of(name)), note];
    }),
  );
  const pages = (await listScenes(ROOT)).filter(({lesson}) => lesson === 'gallery');
  // Slowly enough to see every motion, and quickly enough to be done in a minute.
  const gallery = await timeCases(
    `${ROOT}/scenes/gallery/project.ts`,
    pages.map(scene => ({name: scene.scene, scene, fps: 8, frames: null})),
  );
  print(
    ['page of the gallery', 'median ms', 'worst ms'],
    pages.map(({scene}) => [scene, ...figures(gallery.get(scene) ?? [])]),
  );
  const over = [...largest, ...gallery].filter(([, times]) => median(times) > BUDGET);
  const slow = over.map(([name]) => name).join(', ');
  process.stdout.write(`over ${BUDGET} ms: ${slow || 'none'}\n`);
}

interface Timed {
  name: string;
  scene: SceneName;
  fps: number;
  /** Frames that are timed; `null` for all. */
  frames: number | null;
}

/** Milliseconds of every timed frame, by name. */
async function timeCases(
  project: string,
  cases: readonly Timed[],
): Promise<Map<string, number[]>> {
  const rounds = new Map(cases.map(({name}) => [name, [] as number[][]]));
  await withBundle(await buildBundle(ROOT, [project]), async ({openPage}) => {
    const page = await openPage();
    for (let round = 0; round < ROUNDS; round++) {
      for (const own of cases) rounds.get(own.name)?.push(await timeCase(page, own));
    }
  });
  return new Map([...rounds].map(([name, times]) => [name, quietest(times)]));
}

async function timeCase(page: StagePage, {name, scene, fps, frames}: Timed) {
  const options = {...SIZE, fps, theme: 'light', captions: 'picture'} as const;
  const request = openRequest(scene, 'en', options, SIZE);
  const opened = await page.call('open', {
    ...request,
    variables: {...request.variables, case: name},
    skipUnchanged: false,
  });
  const to = frames === null ? opened.frames : WARM_UP + frames;
  const times = await page.call('timeFrames', 0, to);
  return times.slice(WARM_UP);
}

/** The round that other work on the machine has disturbed least. */
const quietest = (rounds: readonly number[][]): number[] =>
  [...rounds].sort((a, b) => median(a) - median(b))[0];

const figures = (times: readonly number[]): string[] => [
  median(times).toFixed(1),
  Math.max(...times).toFixed(1),
];

const print = (head: string[], rows: string[][]): void => {
  process.stdout.write(`${toTable(head, rows)}\n\n`);
};
