import type {Check} from '../capture/stage-checks.ts';
import {relativeError} from '../capture/invariants.ts';
import {stageChecks} from '../capture/stage-checks.ts';
import type {HeadWeightsRequest} from '../declaration.ts';
import type {BoundProbe} from '../probes/all.ts';
import {headWeightOutputs, headWeights} from '../probes/head-weights.ts';
import type {Found} from '../probes/probe.ts';
import type {Device} from '../roles.ts';
import {chooseHeads} from './choose-heads.ts';
import {openDecoder} from './decoder.ts';
import {feedsFor} from './feeds.ts';
import type {StageInput} from './feeds.ts';
import type {Stage} from './open-stage.ts';
import {openOriginal} from './open-stage.ts';
import {openSession} from './session.ts';
import type {Session} from './session.ts';
import {joinExtras, NO_EXTRAS, valueOf} from './stage-run.ts';
import type {StageContext, StageRun} from './stage-run.ts';

/** A graph to run once, with everything that is read from it. */
export interface StageJob {
  stage: Stage;
  /** The same model as it reads a cache, where that is another graph. */
  withPast: Stage | null;
  context: StageContext;
  input: StageInput;
  probes: readonly BoundProbe[];
  /** The head whose weights are read, where it is one of this graph's. */
  headWeights: HeadWeightsRequest | null;
  /** Tensors to be read besides. */
  outputs: readonly string[];
  device: Device;
}

/** What came of it. */
export interface StageOutcome {
  run: StageRun;
  found: Found[];
  checks: Check[];
  device: Session['device'];
  fellBack: Session['fellBack'];
  /** Whether the arithmetic is of 16 bits. */
  isHalf: boolean;
}

/** Run a graph, collect what the probes want, and check what must hold. */
export async function runStage(job: StageJob): Promise<StageOutcome> {
  const {stage, context, input, probes, headWeights: request} = job;
  const checks = stageChecks(context);
  const wanted = [
    ...new Set([
      ...job.outputs,
      ...probes.flatMap(probe => probe.outputs(context)),
      ...(request ? headWeightOutputs(context, request) : []),
      ...checks.outputs,
    ]),
  ];
  const extras = joinExtras([
    checks.extras,
    ...probes.map(probe => probe.extras(context)),
  ]);
  const session = await openSession(stage, wanted, extras, job.device);
  try {
    const values = await session.run(feedsFor(stage.map.graph, input), wanted);
    const halfCache = stage.map.graph.outputs.some(
      ({name}) => /^present/.test(name) && session.isHalf(name),
    );
    const chosen = chooseHeads({...context, values});
    const run: StageRun = {...context, values, chosen, halfCache};
    const weights =
      request && Object.hasOwn(chosen, request.head)
        ? await headWeights(stage, run, input, request, job.device)
        : {tensors: [], checks: []};
    return {
      run,
      found: [
        ...probes.map(probe => probe.collect(run)),
        {tensors: weights.tensors, results: {}},
      ],
      checks: [
        ...checks.run(run),
        ...weights.checks,
        ...(await cacheCheck(job, run)),
        ...(await branchCheck(job, run)),
      ],
      device: session.device,
      fellBack: session.fellBack,
      isHalf: wanted.some(output => session.isHalf(output)),
    };
  } finally {
    await session.close();
  }
}

/**
 * Read all but the last token, then the last one with the cache. The graph runs as it is:
 * what was added to it may count on the number of tokens.
 */
async function cacheCheck(
  {stage, withPast, context, input, device}: StageJob,
  run: StageRun,
): Promise<Check[]> {
  const {head, graph} = stage.map;
  const readsPast = (withPast?.map.graph ?? graph).inputs.some(({name}) =>
    /^past/.test(name),
  );
  if (!head || !readsPast || !context.causal || input.ids[0].length < 2) return [];
  const plain = await openSession(stage, [], NO_EXTRAS, device);
  const second = withPast ? await openSession(withPast, [], NO_EXTRAS, device) : null;
  try {
    const decoder = openDecoder(plain, second, head.logits, input.encoder);
    const ids = [...input.ids[0]];
    const first = await decoder.next([ids.slice(0, -1)], null);
    const {logits} = await decoder.next([ids], first.state);
    const whole = valueOf(run, head.logits).data;
    const expected = whole.subarray(whole.length - logits[0].length);
    return [
      {
        name: 'cached = uncached logits',
        error: relativeError(i => logits[0][i], expected),
      },
    ];
  } finally {
    await plain.close();
    await second?.close();
  }
}

/** A graph that was changed beyond additions must compute what the original does. */
async function branchCheck(
  {stage, input, device}: StageJob,
  run: StageRun,
): Promise<Check[]> {
  const {head} = stage.map;
  if (!stage.inlined || !head) return [];
  const original = openOriginal(stage);
  const session = await openSession(original, [], NO_EXTRAS, device);
  try {
    const results = await session.run(feedsFor(original.map.graph, input), [head.logits]);
    const plain = valueOf({values: results}, head.logits).data;
    const {data} = valueOf(run, head.logits);
    return [
      {
        name: 'branch in place = original logits',
        error: relativeError(i => data[i], plain),
      },
    ];
  } finally {
    await session.close();
  }
}
