import {residPost} from '../graph/model-map.ts';
import type {UsedDevice} from '../run/devices.ts';
import {feedsFor} from '../run/feeds.ts';
import {openSession} from '../run/session.ts';
import type {StageJob} from '../run/stage-job.ts';
import {joinExtras} from '../stage/extras.ts';
import type {Extras} from '../stage/extras.ts';
import {lastLogits} from '../stage/logits.ts';
import {rowsAt, sampleRows} from '../stage/samples.ts';
import {scoringHead} from '../stage/scores.ts';
import type {Sample, SampledContext, SampledRows, SampledRun} from '../stage/samples.ts';
import {valueOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {relativeError} from '../numbers/relative-error.ts';
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
    run,
    extras,
    device,
    isHalf,
  }: {
    run: SampledRun & Pick<StageContext, 'map' | 'scores'>;
    extras: Extras;
    device: UsedDevice;
    isHalf: boolean;
  },
): Promise<Check[]> {
  if (device === 'cpu') return [];
  const compared = comparedSamples(run, run.map);
  const names = compared.map(({output}) => output);
  const session = await openSession(stage, names, extras, 'cpu');
  try {
    const values = await session.run(feedsFor(stage.map, input), names);
    const [own, expected] = [run, {...run, values}].map(one =>
      compared.map(({read}) => read(one)),
    );
    return [
      {
        ...differenceOf(own, expected),
        name: `${device} = cpu`,
        tolerance: TOLERANCE[isHalf ? 'fp16' : 'fp32'],
      },
    ];
  } finally {
    await session.close();
  }
}

/** Something that is compared. */
interface Compared extends Sample {
  read(run: SampledRun): SampledRows;
}

/** What stands for all; the checks of every capture read these, too. */
export function comparedSamples(
  context: SampledContext & Pick<StageContext, 'scores'>,
  {blocks, attention, head}: StageContext['map'],
): Compared[] {
  const scoring = head && scoringHead(context, head);
  const last = scoring && lastLogits(scoring.logits);
  return [
    ...[
      ...some(blocks).map(block => [residPost(block), 'remade'] as const),
      ...some(attention).map(({pattern}) => [pattern, 'looked'] as const),
    ].map(([tensor, which]) => ({
      ...sampleRows(context, tensor, which),
      read: (run: SampledRun) => rowsAt(run, tensor, which),
    })),
    ...(last
      ? [
          {
            ...last,
            extras: joinExtras([scoring.extras, last.extras]),
            read: (run: SampledRun) => ({...valueOf(run, last.output), rows: null}),
          },
        ]
      : []),
  ];
}

/** Some of all, from the first to the last. */
const some = <T>(all: readonly T[]): T[] =>
  all.length <= LAYERS
    ? [...all]
    : Array.from(
        {length: LAYERS},
        (_, i) => all[Math.round((i * (all.length - 1)) / (LAYERS - 1))],
      );

/** The largest difference, relative to the largest value of its tensor. Pure. */
export function differenceOf(
  own: readonly SampledRows[],
  expected: readonly SampledRows[],
): Required<Pick<Check, 'error' | 'rows'>> {
  const errors = expected.map(({data}, i) =>
    own[i] ? relativeError(own[i].data, data) : Infinity,
  );
  const fewest = expected
    .flatMap(({rows}) => rows ?? [])
    .toSorted((a, b) => a.checked - b.checked)
    .at(0);
  return {error: Math.max(0, ...errors), rows: fewest ?? null};
}
