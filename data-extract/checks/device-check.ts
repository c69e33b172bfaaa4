import {residPost} from '../graph/model-map.ts';
import type {UsedDevice} from '../run/devices.ts';
import {feedsFor} from '../run/feeds.ts';
import {openSession} from '../run/session.ts';
import type {StageJob} from '../run/stage-job.ts';
import type {Results} from '../stage/computed.ts';
import type {Extras} from '../stage/extras.ts';
import {lastLogits} from '../stage/logits.ts';
import {counted, pickRows, remadeOf} from '../stage/looked-at.ts';
import {relativeError} from './invariants.ts';
import type {Check} from './part.ts';

/** Devices add up in other orders and with other instructions. */
const TOLERANCE = {fp32: 1e-3, fp16: 2e-2} as const;
/** So many layers speak for all: what goes wrong in one is in the stream of those after it. */
const LAYERS = 4;

/**
 * Compare what a device computed with what the CPU computes of the same graph and text:
 * the stream after some layers and their patterns, at some positions, and the last scores.
 *
 * @param isHalf - Whether the arithmetic is of 16 bits.
 * @returns Nothing for the CPU itself.
 */
export async function deviceCheck(
  {stage, input}: Pick<StageJob, 'stage' | 'input'>,
  {
    values,
    extras,
    device,
    isHalf,
  }: {
    values: Results;
    extras: Extras;
    device: UsedDevice;
    isHalf: boolean;
  },
): Promise<Check[]> {
  if (device === 'cpu') return [];
  const names = comparedTensors(stage).filter(name => values.has(name));
  const session = await openSession(stage, names, extras, 'cpu');
  try {
    const own = await session.run(feedsFor(stage.map, input), names);
    return [
      {
        ...differenceOf(values, own),
        name: `${device} = cpu`,
        tolerance: TOLERANCE[isHalf ? 'fp16' : 'fp32'],
      },
    ];
  } finally {
    await session.close();
  }
}

/** The tensors that stand for all. */
export function comparedTensors({map}: StageJob['stage']): string[] {
  const {blocks, attention, head} = map;
  const some = <T>(all: readonly T[]): T[] =>
    all.length <= LAYERS
      ? [...all]
      : Array.from(
          {length: LAYERS},
          (_, i) => all[Math.round((i * (all.length - 1)) / (LAYERS - 1))],
        );
  return [
    ...some(blocks).map(residPost),
    ...some(attention).map(({pattern}) => pattern),
    ...(head ? [lastLogits(head.logits).output] : []),
  ];
}

/**
 * The largest difference at the positions that are looked at, relative to the largest value
 * of its tensor. Pure.
 *
 * @param expected - The values that decide which tensors are compared.
 */
export function differenceOf(
  values: Results,
  expected: Results,
): Pick<Check, 'error' | 'rows'> {
  let [error, most]: [number, Check['rows']] = [0, null];
  for (const [name, {data, shape}] of expected) {
    const own = values.get(name);
    if (!own || own.data.length !== data.length) return {error: Infinity, rows: null};
    const [count = 1, width = 1] = shape.slice(-2);
    const positions = remadeOf(count);
    // Of a pattern those of every head.
    const heads = Array.from({length: data.length / count / width}, (_, head) => head);
    const rows = heads.flatMap(head => positions.map(row => head * count + row));
    const [a, b] = [own.data, data].map(all => pickRows(all, width, rows));
    error = Math.max(
      error,
      relativeError(i => a[i], b),
    );
    const looked = counted(positions, count);
    if (looked && looked.of > (most?.of ?? 0)) most = looked;
  }
  return {error, rows: most};
}
