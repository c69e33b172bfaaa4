import type {CapturedResults} from '../capture/format.ts';
import type {Check} from '../checks/part.ts';
import type {CaptureDeclaration, ProbeRequests} from '../declare/declaration.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {Unrecognised} from '../graph/attention-core.ts';
import type {ModelMap} from '../graph/model-map.ts';
import {bindProbes, readModelProbes} from '../probes/bind.ts';
import {checkLayers, checkRequests} from '../probes/check-requests.ts';
import type {NamedTensor} from '../probes/probe.ts';
import type {CaptureInput, CaptureModel} from '../run/capture-model.ts';
import {positionsOf, requirePositions} from '../run/count-positions.ts';
import {requireTokens} from '../run/require-tokens.ts';
import {hidesPatterns} from '../run/devices.ts';
import {encoderStates} from '../run/stage-input.ts';
import type {EncoderStates} from '../run/stage-input.ts';
import {classLabels} from '../stage/class-labels.ts';
import {expectedLayers} from '../stage/expected-layers.ts';
import type {HeadRule} from '../stage/head-rule.ts';
import type {LeftOut} from '../stage/left-out.ts';
import type {StageContext, StageRun, Stack} from '../stage/stage-run.ts';
import type {CapturedToken} from '../text/token.ts';
import {writeText} from '../writing/write-text.ts';
import {readContexts} from './read-contexts.ts';
import {runStage} from './run-stage.ts';
import type {StageOutcome} from './run-stage.ts';

/** What was found, of both halves of an encoder-decoder. */
export interface Found {
  tensors: NamedTensor[];
  results: CapturedResults;
}

/** What a run gave. */
export interface CaptureOutcome {
  found: Found[];
  /** What was asked for and is not there. */
  leftOut: LeftOut[];
  checks: Check[];
  /** Runs by graph: encoder first, the main one last. */
  runs: StageRun[];
  target: CapturedToken[] | null;
  device: string;
  /** Why it does not run on a device that comes first, or `null`. */
  fellBack: string | null;
  dtype: string;
}

/**
 * Run a model, read what the probes want, and check what must hold.
 *
 * @param lenient - Whether probes that the model has nothing for are left out; else they
 * are an error.
 * @throws UserError where the model has not what a probe asks for.
 */
export async function runCapture(
  model: CaptureModel,
  input: CaptureInput,
  {probes, heads: rules = {}}: Pick<CaptureDeclaration, 'probes' | 'heads'>,
  lenient: boolean,
): Promise<CaptureOutcome> {
  const {open, device} = model;
  checkHeadNames(probes, rules);
  checkRequests(probes);
  checkTokens(model, input);
  const written = await writeText(model, input, probes.generation);
  const target = input.target ?? written?.target ?? null;
  const contexts = contextsOf(model, rules, input.tokens, target);
  checkLayers(probes, contexts);
  const others = await readContexts(model, probes.contexts);
  const {bound, leftOut} = bindProbes(probes, contexts, lenient);
  const outcomes: StageOutcome[] = [];
  let encoder: EncoderStates | undefined;
  for (const context of contexts) {
    const isEncoder = context.stack === 'encoder';
    const stage = isEncoder && open.encoder ? open.encoder : open.main;
    const states = stage.map.graph.outputs[0]?.name;
    const outcome = await runStage({
      stage,
      withPast: isEncoder ? null : open.withPast,
      context,
      input: {
        ids: [context.tokens.map(({id}) => id)],
        segments: input.segments ?? undefined,
        encoder,
        given: input.given,
      },
      probes: bound,
      outputs: isEncoder ? [states] : [],
      device,
      sessions: model.sessions,
      checksModel: model.checksModel,
    });
    outcomes.push(outcome);
    const value = outcome.run.values.get(states);
    if (isEncoder && value) encoder = encoderStates(value, context.tokens);
  }
  const runs = outcomes.map(({run}) => run);
  const last = outcomes[outcomes.length - 1];
  return {
    found: [
      ...outcomes.flatMap(({run, found}) =>
        run.stack === 'encoder' ? found.map(ofEncoder) : found,
      ),
      ...(written ? [{tensors: [], results: written.results}] : []),
      ...(others ? [others] : []),
      ...readModelProbes(probes, {open, tokens: input.tokens}),
    ],
    leftOut: [
      ...leftOut,
      ...runs.flatMap(run => bound.flatMap(probe => probe.leftOut(run))),
      ...runs.flatMap(({map}) => map.unrecognised.map(seenInGraph)),
    ],
    checks: [
      ...outcomes.flatMap(({checks}) => checks),
      ...(written?.checks ?? []),
      ...(others?.checks ?? []),
    ],
    runs,
    target,
    device: last.device,
    fellBack: last.fellBack,
    dtype: outcomes.some(({isHalf}) => isHalf) ? 'fp16' : 'fp32',
  };
}

/**
 * @throws UserError where a text has more tokens than the graph that reads it positions, or
 * one that this has not.
 */
function checkTokens(
  {open, resolved: {config}}: CaptureModel,
  {tokens, target}: CaptureInput,
): void {
  const reader = open.encoder ?? open.main;
  requirePositions('The text', tokens.length, positionsOf(reader.map, config));
  requireTokens('The text', tokens, reader.map);
  if (target) {
    requirePositions('The target', target.length, positionsOf(open.main.map, config));
    requireTokens('The target', target, open.main.map);
  }
}

/** Before it is known what is asked for. */
const NOTHING_YET: ReadonlySet<string> = new Set();

function contextsOf(
  {open, tokenizer, device, often, resolved: {config}}: CaptureModel,
  rules: Readonly<Record<string, HeadRule>>,
  tokens: CapturedToken[],
  target: CapturedToken[] | null,
): StageContext[] {
  const isPair = open.kind === 'encoder-decoder' && open.encoder && target;
  const stageOf = (map: ModelMap, stack: Stack) => ({
    map,
    stack,
    layers: expectedLayers(map, stack, config),
  });
  const common = {
    rules,
    labels: classLabels(config),
    identity: hidesPatterns(device),
    whole: NOTHING_YET,
    scores: null,
    often,
    together: true,
    piece: (id: number) => tokenizer.token(id),
    idsOf: (text: string) =>
      tokenizer.encode(text, {specialTokens: false}).map(({id}) => id),
  };
  if (!isPair || !open.encoder) {
    const own = stageOf(open.main.map, 'only');
    return [
      {...common, ...own, causal: open.kind === 'decoder', tokens, crossTokens: []},
    ];
  }
  return [
    {
      ...common,
      ...stageOf(open.encoder.map, 'encoder'),
      causal: false,
      tokens,
      crossTokens: [],
    },
    {
      ...common,
      ...stageOf(open.main.map, 'decoder'),
      causal: true,
      tokens: target,
      crossTokens: tokens,
    },
  ];
}

/** What looked like a part of a transformer and belongs nowhere. */
function seenInGraph({what, reason}: Unrecognised): LeftOut {
  const [, layer, part] = /^layer (\d+): (.*)$/.exec(what) ?? [];
  return {
    probe: null,
    layer: layer === undefined ? null : Number(layer),
    what: part ?? what,
    reason,
  };
}

/** The encoder's results do not mix with the decoder's. */
const ofEncoder = ({tensors, results}: Found): Found => ({
  tensors,
  results: Object.keys(results).length > 0 ? {encoder: results} : {},
});

/**
 * @throws UserError where a probe names a head that the declaration does not choose.
 */
function checkHeadNames(
  probes: ProbeRequests,
  rules: Readonly<Record<string, HeadRule>>,
): void {
  for (const [probe, request] of Object.entries(probes)) {
    if (typeof request !== 'object') continue;
    const named = [
      ...('layers' in request ? (request.layers ?? []) : []),
      ...('head' in request ? [request.head] : []),
    ];
    const unknown = named.find(
      name => typeof name === 'string' && !Object.hasOwn(rules, name),
    );
    if (unknown === undefined) continue;
    throw new UserError(
      'declaration',
      `probes.${probe} names the head "${unknown}", which is not chosen.`,
      `Add a rule for it to heads${namesIn(rules)}.`,
    );
  }
}

const namesIn = (rules: Readonly<Record<string, HeadRule>>): string => {
  const names = Object.keys(rules);
  return names.length > 0 ? `, or name one of ${names.join(', ')}` : '';
};

/** Results of all probes in one. */
export function resultsOf(found: readonly Found[]): CapturedResults {
  const {encoder: _, ...own} = merge(found.map(({results}) => results));
  const encoder = merge(found.map(({results}) => results.encoder ?? {}));
  return {...own, ...(Object.keys(encoder).length > 0 ? {encoder} : {})};
}

const merge = (results: readonly CapturedResults[]): CapturedResults =>
  Object.assign({}, ...results) as CapturedResults;
