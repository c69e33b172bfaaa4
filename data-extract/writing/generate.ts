import {randomNumbers} from '../numbers/random-numbers.ts';
import type {GenerationResult, GenerationStep} from '../probes/generation.ts';
import type {GenerationRequest} from '../probes/generation.ts';
import type {Decoder} from '../run/decoder.ts';
import {bestTokens} from '../stage/next-tokens.ts';
import {sample, samplingOf} from '../stage/sampling.ts';
import type {StageContext} from '../stage/stage-run.ts';
import type {GenerationConfig} from './generation-config.ts';
import {StepTimer, withoutCache} from './step-timer.ts';
import {beamScore, continueBeams} from './strategies.ts';
import type {Beam} from './strategies.ts';

/** What writing needs besides the model. */
export interface Writer {
  decoder: Decoder;
  config: GenerationConfig;
  piece: StageContext['piece'];
  /** Text of ids. */
  textOf(ids: readonly number[]): string;
  /** Positions that the model has for prompt and text, `null` where it has no end. */
  positions: number | null;
}

/** A text that was written. */
export interface Written {
  /** Ids without the prompt. */
  ids: number[];
  result: GenerationResult;
  /** Largest difference between scores with and without cache, relative to the largest. */
  cacheError: number | null;
}

/**
 * Let a model write.
 *
 * @param prompt - Ids of what is there.
 */
export function generate(
  writer: Writer,
  prompt: readonly number[],
  request: GenerationRequest,
): Promise<Written> {
  return request.strategy === 'beam'
    ? writeWithBeams(writer, prompt, request)
    : writeOne(writer, prompt, request);
}

async function writeOne(
  writer: Writer,
  prompt: readonly number[],
  request: Exclude<GenerationRequest, {strategy: 'beam'}>,
): Promise<Written> {
  const {config, piece, textOf} = writer;
  const random = randomNumbers(request.strategy === 'sample' ? request.seed : 0);
  const ids: number[] = [];
  const steps: GenerationStep[] = [];
  const timer = new StepTimer(writer, request.compareCache ?? false);
  let end: GenerationResult['end'] = 'steps';
  while (steps.length < request.steps) {
    if (isFull(writer, prompt.length + ids.length)) {
      end = 'positions';
      break;
    }
    const step = await timer.next([[...prompt, ...ids]]);
    const [logits] = step.logits;
    const allowed = allow(logits, config, ids.length);
    const {id, eligible} =
      request.strategy === 'sample'
        ? sample(allowed, samplingOf(request, 'generation'), random())
        : {id: best(allowed), eligible: 1};
    const {top, logsumexp} = bestTokens(writer, logits, request.candidates);
    ids.push(id);
    steps.push({
      id,
      text: piece(id).text,
      probability: Math.exp(logits[id] - logsumexp),
      candidates: top,
      eligible,
      ...step.times,
      ...withoutCache(step, 0, top),
    });
    if (config.end.includes(id)) {
      end = 'end-token';
      break;
    }
    if (request.stop !== undefined && textOf(ids).includes(request.stop)) {
      end = 'stop-text';
      break;
    }
  }
  const result = {
    strategy: request.strategy,
    settings: settingsOf(request),
    text: textOf(ids),
    steps,
    end,
    ...compared(timer.cacheError, prompt.length, steps.length),
  };
  return {ids, result, cacheError: timer.cacheError};
}

async function writeWithBeams(
  writer: Writer,
  prompt: readonly number[],
  request: Extract<GenerationRequest, {strategy: 'beam'}>,
): Promise<Written> {
  const {config, piece, textOf} = writer;
  const {beams: count, lengthPenalty = 1} = request;
  const timer = new StepTimer(writer, request.compareCache ?? false);
  const steps: GenerationStep[] = [];
  const own = (beam: Beam): number[] => beam.ids.slice(prompt.length);
  const score = (beam: Beam): number => beamScore(beam, prompt.length, lengthPenalty);
  let open: Beam[] = [{ids: [...prompt], logProbability: 0, parent: 0}];
  const ended: Beam[] = [];
  let end: GenerationResult['end'] = 'steps';
  while (steps.length < request.steps && open.length > 0) {
    if (isFull(writer, open[0].ids.length)) {
      end = 'positions';
      break;
    }
    const step = await timer.next(open.map(({ids}) => ids));
    const allowed = step.logits.map(row => allow(row, config, steps.length));
    const continued = continueBeams(open, allowed, count, config.end);
    ended.push(...continued.ended);
    open = continued.open;
    timer.follow(open.map(({parent}) => parent));
    const shown = [...open, ...continued.ended].sort((a, b) => score(b) - score(a));
    const [first] = shown;
    const id = first.ids[first.ids.length - 1];
    const {top, logsumexp} = bestTokens(
      writer,
      step.logits[first.parent],
      request.candidates,
    );
    steps.push({
      id,
      text: piece(id).text,
      probability: Math.exp(step.logits[first.parent][id] - logsumexp),
      candidates: top,
      eligible: count,
      beams: shown.map(beam => ({
        ids: own(beam),
        text: textOf(own(beam)),
        score: score(beam),
        parent: beam.parent,
      })),
      ...step.times,
      ...withoutCache(step, first.parent, top),
    });
    // The sum can only fall: no open beam overtakes once enough better ones have ended.
    const worst = Math.min(
      ...ended
        .map(score)
        .sort((a, b) => b - a)
        .slice(0, count),
    );
    if (ended.length >= count && open.every(beam => score(beam) <= worst)) {
      end = 'end-token';
      break;
    }
  }
  const all = [...ended, ...open].sort((a, b) => score(b) - score(a)).slice(0, count);
  const [winner] = all;
  if (ended.includes(winner)) end = 'end-token';
  const kept = all.map(beam => ({
    text: textOf(own(beam)),
    ids: own(beam),
    score: score(beam),
  }));
  const result = {
    strategy: request.strategy,
    settings: null,
    text: textOf(own(winner)),
    steps,
    beams: kept,
    end,
  };
  return {ids: own(winner), result, cacheError: timer.cacheError};
}

const settingsOf = (request: GenerationRequest): GenerationResult['settings'] =>
  request.strategy === 'sample'
    ? {...samplingOf(request, 'generation'), seed: request.seed}
    : null;

/**
 * What is computed of a prompt and the tokens after it: with a cache each position once, and
 * without it all of them at each step. What was written last is not read.
 */
export function compared(
  error: number | null,
  prompt: number,
  count: number,
): Pick<GenerationResult, 'cache'> {
  if (error === null) return {};
  const steps = Array.from({length: count}, (_, step) => ({
    computed: step === 0 ? prompt : 1,
    computedWithoutCache: prompt + step,
  }));
  const sum = (which: keyof (typeof steps)[number]): number =>
    steps.reduce((total, step) => total + step[which], 0);
  const total = {
    computed: sum('computed'),
    computedWithoutCache: sum('computedWithoutCache'),
  };
  return {cache: {error, steps, total}};
}

/** Whether a token more would have no position. */
const isFull = ({positions}: Writer, length: number): boolean =>
  positions !== null && length >= positions;

/** Scores with those of forbidden tokens taken out. */
function allow(
  logits: Float32Array,
  config: GenerationConfig,
  step: number,
): Float32Array {
  const {suppressed, forcedFirst} = config;
  if (forcedFirst !== null && step === 0) {
    return logits.map((value, id) => (id === forcedFirst ? value : -Infinity));
  }
  if (suppressed.length === 0) return logits;
  const allowed = logits.slice();
  for (const id of suppressed) allowed[id] = -Infinity;
  return allowed;
}

const best = (logits: Float32Array): number =>
  logits.reduce((winner, value, id) => (value > logits[winner] ? id : winner), 0);
