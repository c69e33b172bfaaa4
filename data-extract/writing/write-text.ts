import {OF_CACHE} from '../checks/coverage.ts';
import type {Check} from '../checks/part.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {InputRole} from '../graph/inputs/input-role.ts';
import type {GenerationRequest, GenerationResult} from '../probes/generation.ts';
import type {ProbeResults} from '../probes/results.ts';
import type {CaptureInput, CaptureModel} from '../run/capture-model.ts';
import {positionsOf} from '../run/count-positions.ts';
import {openDecoder} from '../run/decoder.ts';
import type {Decoder} from '../run/decoder.ts';
import {feedsFor} from '../run/feeds.ts';
import type {Stage} from '../run/open-stage.ts';
import {openSession} from '../run/session.ts';
import type {Session} from '../run/session.ts';
import {encoderStates} from '../run/stage-input.ts';
import type {StageInput} from '../run/stage-input.ts';
import {NO_EXTRAS} from '../stage/extras.ts';
import {lastLogits} from '../stage/logits.ts';
import {valueOf} from '../stage/stage-run.ts';
import {spansOfBytes} from '../text/spans-of-bytes.ts';
import type {CapturedToken} from '../text/token.ts';
import {generate} from './generate.ts';
import {readGenerationConfig} from './generation-config.ts';
import {measure} from './measure.ts';

/** Longest text that a decoder writes where nothing else was asked for. */
const TRANSLATION: GenerationRequest = {strategy: 'greedy', steps: 64, candidates: 0};

/** A text that the model wrote before it is looked at. */
export interface WrittenText {
  /** What an encoder-decoder's decoder reads: its start token and what it wrote. */
  target: CapturedToken[] | null;
  results: ProbeResults;
  checks: Check[];
}

/**
 * Let the model write: what the declaration asks for, and for an encoder-decoder the
 * target where none is given. The graphs run as they are, but for handing out the scores
 * of the last position alone, so times are honest.
 *
 * @returns `null` where nothing is to be written.
 */
export async function writeText(
  {open, resolved, tokenizer, device}: CaptureModel,
  {tokens, target, given}: CaptureInput,
  request: GenerationRequest | undefined,
): Promise<WrittenText | null> {
  // A decoder without the encoder beside it reads what it is given as any other.
  const isPair = open.encoder !== null;
  if (!request && (!isPair || target)) return null;
  const {head} = open.main.map;
  if (!head || open.kind === 'encoder') {
    throw new UserError(
      'probe',
      'probes.generation: the model writes no text: it has no head, or reads both ways.',
      'Leave the probe out, or use a decoder.',
    );
  }
  requireConstant(open.main, given, request);
  const config = await readGenerationConfig(resolved);
  const start = isPair ? startToken(config.start) : [];
  const prompt = isPair ? start : tokens.map(({id}) => id);
  const last = lastLogits(head.logits);
  const load = (stage: Stage): Promise<Session> =>
    openSession(stage, [last.output], last.extras, device, {often: true, inARow: true});
  const main = await load(open.main);
  const second = open.withPast ? await load(open.withPast) : null;
  try {
    const encoder = await encode(open, tokens, given, device);
    const decoder = openDecoder(main, second, last.output, {encoder, given});
    const piece = (id: number) => tokenizer.token(id);
    const writer = {
      decoder,
      config,
      piece,
      textOf: (ids: readonly number[]) => textOf(ids, piece),
      positions: positionsOf(open.main.map, resolved.config),
    };
    const written = await generate(writer, prompt, request ?? TRANSLATION);
    const timing = await timingOf(request, decoder, prompt, written.ids, main.device);
    const checks =
      written.cacheError === null
        ? []
        : [
            {
              name: 'cached = uncached logits, step by step',
              error: written.cacheError,
              of: OF_CACHE,
            },
          ];
    return {
      // What ends a text is written, but not read.
      target: isPair
        ? withSpans(
            [...start, ...written.ids.filter(id => !config.end.includes(id))],
            piece,
          )
        : null,
      results: request ? {generation: {...written.result, ...timing}} : {},
      checks,
    };
  } finally {
    await main.close();
    await second?.close();
  }
}

/** What an encoder made stays the same, however long the text becomes. */
const CONSTANT: ReadonlySet<InputRole> = new Set([
  'unused',
  'encoder-states',
  'encoder-mask',
]);

/**
 * @param request - Left out where a decoder writes because it was given no target.
 * @throws UserError for an array that is given for the graph that writes: it fits the text
 * that is there, and not what is written.
 */
function requireConstant(
  {map}: Stage,
  given: CaptureInput['given'],
  request: GenerationRequest | undefined,
): void {
  const isConstant = (role: InputRole): boolean =>
    // Beams read several copies of it.
    CONSTANT.has(role) && (role === 'unused' || request?.strategy !== 'beam');
  const array = [...(given ?? [])].find(
    ([name, value]) =>
      typeof value !== 'number' && !isConstant(map.inputs.roles.get(name) ?? 'unused'),
  );
  if (!array) return;
  const [name] = array;
  throw new UserError(
    'model-input',
    `The model would write without the array that is given for its input "${name}", which does not grow with the text.`,
    request
      ? `Leave out the probe generation, or what is given; one number for the whole input (--feed ${name}=1) is taken at every step.`
      : 'Give the target, too (--target, --target-ids).',
  );
}

/** Times of the text that was written, where they are asked for. */
async function timingOf(
  request: GenerationRequest | undefined,
  decoder: Decoder,
  prompt: readonly number[],
  ids: readonly number[],
  device: string,
): Promise<Pick<GenerationResult, 'timing'>> {
  const repeats = request?.repeats ?? 0;
  if (repeats === 0 || request?.strategy === 'beam') return {};
  if (!Number.isInteger(repeats) || repeats < 0) {
    throw new UserError(
      'declaration',
      `probes.generation.repeats: ${repeats} is no whole number of rounds.`,
      'Give a whole number above 0, or leave it out.',
    );
  }
  return {timing: await measure(decoder, prompt, ids, {repeats, device})};
}

/** What the encoder makes of a text. */
async function encode(
  open: CaptureModel['open'],
  tokens: readonly CapturedToken[],
  given: CaptureInput['given'],
  device: CaptureModel['device'],
): Promise<StageInput['encoder']> {
  if (!open.encoder) return undefined;
  const {graph} = open.encoder.map;
  const output = graph.outputs[0].name;
  const session = await openSession(open.encoder, [output], NO_EXTRAS, device);
  try {
    const values = await session.run(
      feedsFor(open.encoder.map, {ids: [tokens.map(({id}) => id)], given}),
      [output],
    );
    return encoderStates(valueOf({values}, output), tokens);
  } finally {
    await session.close();
  }
}

function startToken(start: number | null): number[] {
  if (start !== null) return [start];
  throw new UserError(
    'model-config',
    'The model does not say which token its decoder starts with.',
    'Add decoder_start_token_id to generation_config.json.',
  );
}

type PieceOf = CaptureModel['tokenizer']['token'];

/** Text of ids; special tokens have none. */
export function textOf(ids: readonly number[], piece: PieceOf): string {
  const bytes = ids.map(id => bytesOf(piece(id)));
  return Buffer.from(bytes.join(''), 'hex').toString('utf8');
}

const bytesOf = ({bytes, special}: ReturnType<PieceOf>): string => (special ? '' : bytes);

/** Ids as tokens, with their places in the text that they make. */
export function withSpans(ids: readonly number[], piece: PieceOf): CapturedToken[] {
  const pieces = ids.map(id => piece(id));
  const spans = spansOfBytes(pieces.map(bytesOf));
  return ids.map((id, i) => ({id, ...pieces[i], ...spans[i]}));
}
