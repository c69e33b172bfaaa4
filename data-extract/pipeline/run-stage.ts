import {branchCheck, cacheCheck} from '../checks/cross-checks.ts';
import {deviceCheck} from '../checks/device-check.ts';
import type {Check} from '../checks/part.ts';
import {stageChecks} from '../checks/stage-checks.ts';
import type {BoundProbe, NamedFound, NamedSecond} from '../probes/bind.ts';
import {feedsFor} from '../run/feeds.ts';
import type {Session} from '../run/session.ts';
import type {StageJob} from '../run/stage-job.ts';
import {chooseHeads} from '../stage/choose-heads.ts';
import {joinExtras} from '../stage/extras.ts';
import {lastLogits} from '../stage/logits.ts';
import type {StageRun} from '../stage/stage-run.ts';

/** A graph to run once, with everything that is read from it. */
export interface ProbedJob extends StageJob {
  probes: readonly BoundProbe[];
  /** Tensors to be read besides. */
  outputs: readonly string[];
}

/** What came of it. */
export interface StageOutcome {
  run: StageRun;
  found: NamedFound[];
  checks: Check[];
  device: Session['device'];
  fellBack: Session['fellBack'];
  /** Whether the arithmetic is of 16 bits. */
  isHalf: boolean;
}

/** Run a graph, collect what the probes want, and check what must hold. */
export async function runStage(job: ProbedJob): Promise<StageOutcome> {
  const {stage, context, input, probes} = job;
  const checks = stageChecks(context);
  const last = stage.map.head ? lastLogits(stage.map.head.logits) : null;
  const wanted = [
    ...new Set([
      ...job.outputs,
      ...probes.flatMap(probe => probe.outputs(context)),
      ...checks.outputs,
      ...(last ? [last.output] : []),
    ]),
  ];
  const extras = joinExtras([
    checks.extras,
    ...(last ? [last.extras] : []),
    ...probes.map(probe => probe.extras(context)),
  ]);
  const session = await job.sessions.open(stage, wanted, extras);
  try {
    const values = await session.run(feedsFor(stage.map, input), wanted);
    const halfCache = stage.map.graph.outputs.some(
      ({name}) => /^present/.test(name) && session.isHalf(name),
    );
    const isHalf = wanted.some(output => session.isHalf(output));
    const chosen = chooseHeads({...context, values});
    const run: StageRun = {...context, values, chosen, halfCache};
    const second: NamedSecond[] = [];
    for (const probe of probes) {
      second.push(await probe.secondPass({stage, run, input, device: job.device}));
    }
    return {
      run,
      found: [
        ...probes.map(probe => probe.collect(run)),
        ...second.map(({tensors, results}) => ({tensors, results})),
      ],
      checks: [
        ...checks.run(run),
        ...second.flatMap(({checks: own}) => own),
        ...(await deviceCheck(job, {values, extras, device: session.device, isHalf})),
        ...(job.checksModel ? await cacheCheck(job, run) : []),
        ...(job.checksModel ? await branchCheck(job, run) : []),
      ],
      device: session.device,
      fellBack: session.fellBack,
      isHalf,
    };
  } finally {
    await session.close();
  }
}
