import {branchCheck, cacheCheck} from '../checks/cross-checks.ts';
import {comparedSamples, deviceCheck} from '../checks/device-check.ts';
import type {Check} from '../checks/part.ts';
import {stageChecks} from '../checks/stage-checks.ts';
import {cacheOutputs} from '../graph/inputs/cache-outputs.ts';
import {residPre} from '../graph/model-map.ts';
import type {BoundProbe, NamedFound, NamedSecond} from '../probes/bind.ts';
import {feedsFor} from '../run/feeds.ts';
import type {Session} from '../run/session.ts';
import {stageFor} from '../run/stage-for.ts';
import type {StageJob} from '../run/stage-job.ts';
import type {Stage} from '../run/open-stage.ts';
import {needsOf} from '../stage/attention-sizes.ts';
import type {Needs} from '../stage/attention-sizes.ts';
import {chooseHeads, headNeeds} from '../stage/choose-heads.ts';
import {JoinMemory, NO_EXTRAS, sameList} from '../stage/extras.ts';
import type {Extras} from '../stage/extras.ts';
import {lastLogits} from '../stage/logits.ts';
import {sampleRows, textLists} from '../stage/samples.ts';
import {scoringHead, someScores} from '../stage/scores.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {inSomeWay} from './in-some-way.ts';

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

/**
 * Run a graph, collect what the probes want, and check what must hold. What only checks
 * look at is taken in the graph, position by position; where some tensor has other
 * positions than the text has tokens, all of it leaves the graph.
 */
export async function runStage(job: ProbedJob): Promise<StageOutcome> {
  const {context} = job;
  const asked = [...tensorsFor(job, context), ...headNeeds(context).outputs];
  const whole = asBefore(context, asked);
  const scored = job.probes.map(probe => probe.scored(context));
  return inSomeWay(context, way => {
    const own = {
      ...context,
      whole: way === 'outside' ? null : whole,
      together: way === 'together',
    };
    return runOnce({...job, context: {...own, scores: someScores(own, scored)}});
  });
}

/** The tensors as a set: that of the text before where they are the same. */
function asBefore({map}: StageContext, tensors: readonly string[]): ReadonlySet<string> {
  const now = new Set(tensors);
  const former = FORMER.get(map);
  if (former?.size === now.size && tensors.every(tensor => former.has(tensor)))
    return former;
  FORMER.set(map, now);
  return now;
}

/** What is worked out for a set serves as long as it is the same one. */
const FORMER = new WeakMap<StageContext['map'], ReadonlySet<string>>();

/** What is read of every run besides: the width of the stream, what devices differ in. */
function ownSamples({device, context}: ProbedJob): Needs {
  const [first] = context.map.blocks;
  return needsOf([
    ...(first ? [sampleRows(context, residPre(first), 'remade')] : []),
    ...(device === 'cpu' ? [] : comparedSamples(context, context.map)),
  ]);
}

const tensorsFor = ({outputs, probes}: ProbedJob, context: StageContext): string[] => [
  ...outputs,
  ...probes.flatMap(probe => probe.outputs(context)),
];

/** The graph without its own head, where that is run at some positions only. */
function headless(
  {stage, context: {scores}}: ProbedJob,
  wanted: readonly string[],
  extras: Extras,
): Stage {
  if (!scores) return stage;
  const {nodes} = extras;
  const known = HEADLESS.get(stage);
  if (known?.nodes === nodes && sameList(known.wanted, wanted)) return known.made;
  const {graph, head} = stage.map;
  const others = graph.outputs
    .map(({name}) => name)
    .filter(name => name !== head?.logits);
  const made = stageFor(stage, others, wanted, extras);
  HEADLESS.set(stage, {wanted, nodes, made});
  return made;
}

/** Many texts want the same of it. */
const HEADLESS = new WeakMap<
  Stage,
  {wanted: readonly string[]; nodes: Extras['nodes']; made: Stage}
>();

/** Many texts add the same to a graph. */
const JOINED = new WeakMap<StageContext['map'], JoinMemory>();

function memoryOf({map}: StageContext): JoinMemory {
  const memory = JOINED.get(map) ?? new JoinMemory();
  JOINED.set(map, memory);
  return memory;
}

async function runOnce(job: ProbedJob): Promise<StageOutcome> {
  const {context, input, probes} = job;
  const {head} = job.stage.map;
  const checks = stageChecks(context);
  const scoring = head && scoringHead(context, head);
  const last = scoring && lastLogits(scoring.logits);
  const forHeads = headNeeds(context);
  const asked = [...tensorsFor(job, context), ...forHeads.outputs];
  const end = last ? [last.output] : [];
  const kept = new Set([...asked, ...end]);
  const own = ownSamples(job);
  const checked = [...checks.outputs, ...own.outputs].filter(output => !kept.has(output));
  const wanted = [...new Set([...asked, ...checked, ...end])];
  const extras = memoryOf(context).join([
    checks.extras,
    own.extras,
    forHeads.extras,
    ...(last ? [scoring.extras, last.extras] : []),
    ...probes.map(probe => probe.extras(context)),
    {...NO_EXTRAS, lists: [...textLists(context), ...(context.scores?.lists ?? [])]},
  ]);
  const {values, halfCache, isHalf, ...used} = await compute(job, {
    wanted,
    checked,
    extras,
  });
  const chosen = chooseHeads({...context, values});
  const run: StageRun = {...context, values, chosen, halfCache};
  const second: NamedSecond[] = [];
  for (const probe of probes) {
    second.push(
      await probe.secondPass({stage: job.stage, run, input, device: job.device}),
    );
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
      ...(await deviceCheck(job, {run, extras, device: used.device, isHalf})),
      ...(job.checksModel ? await cacheCheck(job, run) : []),
      ...(job.checksModel ? await branchCheck(job, run) : []),
    ],
    ...used,
    isHalf,
  };
}

/** What leaves a graph, and what it is made of. */
interface Wanted {
  wanted: readonly string[];
  /** Those that only checks read. */
  checked: readonly string[];
  extras: Extras;
}

/** Run the graph; its session is closed before others of the same model are opened. */
async function compute(
  job: ProbedJob,
  {wanted, checked, extras}: Wanted,
): Promise<
  Pick<StageRun, 'values' | 'halfCache'> &
    Pick<StageOutcome, 'device' | 'fellBack' | 'isHalf'>
> {
  const stage = headless(job, wanted, extras);
  const session = await job.sessions.open(stage, wanted, extras);
  try {
    return {
      values: await session.run(feedsFor(stage.map, job.input), wanted, checked),
      halfCache: cacheOutputs(stage.map).some(({key}) => session.isHalf(key)),
      isHalf: wanted.some(output => session.isHalf(output)),
      device: session.device,
      fellBack: session.fellBack,
    };
  } finally {
    await session.close();
  }
}
