import {buildBundle} from '../studio/render/bundle.ts';
import type {StagePage} from '../studio/render/stage-page.ts';
import {openRequest} from '../studio/render/unit.ts';
import {withBundle} from '../studio/render/with-stage.ts';
import {ROOT} from '../studio/root.ts';
import {sceneOf} from '../studio/scene-files.ts';
import {toTable} from '../studio/table.ts';
import {median} from './median.ts';
import {PAINT_CASES} from './paint/list.ts';
import type {CaseName} from './paint/list.ts';

const VIDEO = {width: 1920, height: 1080, fps: 60};
const SCENE = sceneOf('paint/paint');
/** Frames that are drawn before any is timed, and that are timed, in each round. */
const WARM_UP = 10;
const FRAMES = 40;
const ROUNDS = 3;
/** Milliseconds that a frame may take. */
const BUDGET = 8;

/**
 * Draw every component at its largest intended size, moving, in the stage's own page, and
 * print how long a frame of 1080p takes: of three rounds, the quietest.
 */
export async function benchPaint(): Promise<void> {
  const bundle = await buildBundle(ROOT, [`${ROOT}/bench/paint/project.ts`]);
  const names = Object.keys(PAINT_CASES) as CaseName[];
  const rounds = new Map(names.map(name => [name, [] as number[][]]));
  await withBundle(bundle, async ({openPage}) => {
    const page = await openPage();
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of names) rounds.get(name)?.push(await measure(page, name));
    }
  });
  const of = (name: CaseName): number[] => quietest(rounds.get(name) ?? []);
  const rows = names.map(name => {
    const {size, baseline} = PAINT_CASES[name];
    const own = median(of(name));
    return [
      name,
      size,
      own.toFixed(1),
      Math.max(...of(name)).toFixed(1),
      baseline === null ? '' : `${(own / median(of(baseline))).toFixed(2)} × ${baseline}`,
    ];
  });
  const head = ['component', 'largest size', 'median ms', 'worst ms', 'times baseline'];
  process.stdout.write(`${toTable(head, rows)}\n`);
  const over = names.filter(name => median(of(name)) > BUDGET);
  process.stdout.write(`over ${BUDGET} ms: ${over.join(', ') || 'none'}\n`);
}

/** The round that other work on the machine has disturbed least. */
const quietest = (rounds: readonly number[][]): number[] =>
  [...rounds].sort((a, b) => median(a) - median(b))[0];

async function measure(page: StagePage, name: CaseName): Promise<number[]> {
  const options = {...VIDEO, theme: 'light', captions: 'picture'} as const;
  const request = openRequest(SCENE, 'en', options, VIDEO);
  await page.call('open', {
    ...request,
    variables: {...request.variables, case: name},
    skipUnchanged: false,
  });
  const times = await page.call('timeFrames', 0, WARM_UP + FRAMES);
  return times.slice(WARM_UP);
}
