import type {CaptureDeclaration} from '../declare/declaration.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {CaptureInput, CaptureModel} from '../run/capture-model.ts';
import {positionsRead} from '../run/count-positions.ts';
import type {Stage} from '../run/open-stage.ts';
import {requireIds} from '../run/require-tokens.ts';
import type {GivenValues} from '../run/stage-input.ts';
import type {CapturedToken} from '../text/token.ts';
import {checkFeeds, checkLengths} from './given.ts';
import {withPadding} from './padding.ts';
import {withSpans} from '../writing/write-text.ts';

/** What is given beside a declaration's texts, or in their place. */
export interface GivenInput {
  /** Tokens to read instead of the text's. */
  ids: readonly number[] | null;
  /** Tokens that the decoder of an encoder-decoder reads, its start token included. */
  targetIds: readonly number[] | null;
  /** Values of inputs by their names. */
  feeds: GivenValues;
}

export const NOTHING_GIVEN: GivenInput = {ids: null, targetIds: null, feeds: new Map()};

/**
 * What a model is run on: the texts of a declaration as tokens, ids, or for a model that
 * reads no tokens the positions that it makes of the values that are given.
 *
 * @throws UserError where what is given does not fit the model.
 */
export async function readInput(
  id: string,
  declaration: CaptureDeclaration,
  model: CaptureModel,
  given: GivenInput,
): Promise<{text: string; input: CaptureInput}> {
  const {open} = model;
  checkFeeds(model, given.feeds);
  const reader = open.encoder ?? open.main;
  const text = given.ids ? '' : textFor(id, declaration, model);
  const hasTokens = tokensIn(reader);
  if (!hasTokens && (given.ids || text !== '')) throw noTokens(reader);
  if (hasTokens && !given.ids && text === '') throw noText(id);
  const target = given.targetIds
    ? targetFromIds(given.targetIds, model)
    : targetOf(id, declaration, model);
  const read = !hasTokens
    ? withoutText(await positionsRead(reader, given.feeds, model.device))
    : given.ids && tokensOf(given.ids, reader, model);
  const input = read
    ? {tokens: read, segments: null}
    : readTexts(id, declaration, text, model);
  const isPair = open.encoder !== null;
  if (isPair && target)
    checkLengths('the target', target.length, open.main.map.inputs.roles, given.feeds);
  const {roles} = reader.map.inputs;
  checkLengths('the text', input.tokens.length, roles, given.feeds);
  const tokens = withPadding(input.tokens, roles, given.feeds);
  return {
    text,
    input: {
      ...input,
      tokens,
      target:
        isPair && target
          ? withPadding(target, open.main.map.inputs.roles, given.feeds)
          : target,
      given: given.feeds,
    },
  };
}

/** Whether a graph reads tokens. */
const tokensIn = ({map}: Stage): boolean =>
  [...map.inputs.roles.values()].includes('ids');

const noText = (id: string): UserError =>
  new UserError(
    'declaration',
    `Capture ${id} has an empty text.`,
    'Give it a text, or token ids.',
  );

function noTokens({path, map}: Stage): UserError {
  const inputs = map.graph.inputs.map(({name}) => name);
  return new UserError(
    'model-input',
    `${path} reads no tokens: its inputs are ${inputs.join(', ')}.`,
    `Leave text and ids out, and give what it reads with --feed ${inputs[0]}=FILE.npy.`,
  );
}

/** Patches of a picture or frames of a sound: positions without text. */
const withoutText = (count: number): CapturedToken[] =>
  Array.from({length: count}, (_, i) => ({
    id: i,
    text: String(i),
    bytes: '',
    start: 0,
    end: 0,
    special: false,
  }));

function tokensOf(
  ids: readonly number[],
  stage: Stage,
  {tokenizer}: CaptureModel,
): CapturedToken[] {
  requireIds(ids, stage.map);
  return withSpans(ids, id => tokenizer.token(id));
}

function targetFromIds(ids: readonly number[], model: CaptureModel): CapturedToken[] {
  requirePair('The request has target ids', model);
  return tokensOf(ids, model.open.main, model);
}

/** @throws UserError where the model has no encoder beside a decoder. */
function requirePair(what: string, {open}: CaptureModel): void {
  if (open.encoder) return;
  const kind = open.kind === 'encoder' ? 'an encoder' : 'a decoder';
  throw new UserError(
    'declaration',
    `${what}, but its model is ${kind}.`,
    open.kind === 'encoder-decoder'
      ? 'Give what it reads as text or ids, or name the folder that has its encoder, too.'
      : 'Leave the target out, or choose the role of an encoder-decoder.',
  );
}

/** The text of a declaration; messages are made into one. */
function textFor(id: string, {text}: CaptureDeclaration, {chat}: CaptureModel): string {
  if (typeof text === 'string') return text;
  if (chat) return chat.render(text);
  throw new UserError(
    'chat-template',
    `Capture ${id} has messages, but its model has no chat template.`,
    'Give a text, or use a chat model: its folder has chat_template.jinja, or a chat_template in tokenizer_config.json.',
  );
}

function readTexts(
  id: string,
  declaration: CaptureDeclaration,
  text: string,
  model: CaptureModel,
): Pick<CaptureInput, 'tokens' | 'segments'> {
  const {tokenizer} = model;
  const {pair} = declaration;
  // A template writes the special tokens itself.
  const specialTokens =
    typeof declaration.text === 'string' && (declaration.specialTokens ?? true);
  const first = tokenizer.encode(text, {specialTokens});
  if (first.length === 0) throw noText(id);
  // A second text begins without the token that begins the first, where there is one.
  const begun = pair === undefined ? [] : tokenizer.encode(pair, {specialTokens});
  const second = specialTokens && begun[0]?.special ? begun.slice(1) : begun;
  const tokens = [...first, ...second];
  return {
    tokens,
    segments:
      pair === undefined ? null : tokens.map((_, i) => (i < first.length ? 0 : 1)),
  };
}

/** A decoder reads its start token and then what it has written, without the end. */
function targetOf(
  id: string,
  {target, specialTokens = true}: CaptureDeclaration,
  model: CaptureModel,
): CapturedToken[] | null {
  if (target === undefined) return null;
  requirePair(`Capture ${id} has a target`, model);
  return targetTokens(target, model, specialTokens);
}

/** What a decoder reads that has written a text, with its start token. */
export function targetTokens(
  target: string,
  {tokenizer, open}: Pick<CaptureModel, 'tokenizer' | 'open'>,
  specialTokens = true,
): CapturedToken[] {
  const ids = tokenizer.encode(target, {specialTokens: false}).map(token => token.id);
  const first = specialTokens && open.start !== null ? [open.start] : [];
  return withSpans([...first, ...ids], one => tokenizer.token(one));
}
