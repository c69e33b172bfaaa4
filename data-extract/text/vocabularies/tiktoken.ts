import {Tiktoken} from 'js-tiktoken/lite';
import type {TiktokenBPE} from 'js-tiktoken/lite';

import {sha256} from '../../../foundations/canonical-json.ts';
import {textOf} from '../pieces.ts';
import {placeTokens} from '../place-tokens.ts';
import {unusedPiece} from '../token-piece.ts';
import type {TokenPiece} from '../token-piece.ts';
import type {Tokenizer} from '../tokenizer.ts';

/** Ids of the 256 single bytes come first; each further token is one merge. */
const SINGLE_BYTES = 256;

/** A vocabulary of js-tiktoken, by its name there. */
export async function loadTiktoken(encoding: Encoding): Promise<Tokenizer> {
  return openTiktoken(await ranksOf(encoding));
}

/** SHA-256 of a vocabulary of js-tiktoken, without opening it. */
export async function tiktokenSha256(encoding: Encoding): Promise<string> {
  return hashRanks(await ranksOf(encoding));
}

type Encoding = keyof typeof RANKS;

async function ranksOf(encoding: Encoding): Promise<TiktokenBPE> {
  return ((await RANKS[encoding]()) as {default: TiktokenBPE}).default;
}

const hashRanks = (ranks: TiktokenBPE): string =>
  sha256(`${ranks.pat_str}\n${ranks.bpe_ranks}`);

const RANKS = {
  gpt2: () => import('js-tiktoken/ranks/gpt2'),
  cl100k_base: () => import('js-tiktoken/ranks/cl100k_base'),
  o200k_base: () => import('js-tiktoken/ranks/o200k_base'),
};

/** A tokenizer of a list of byte pairs. It has no special tokens of its own in a text. */
export function openTiktoken(ranks: TiktokenBPE): Tokenizer {
  const bytes = readRanks(ranks.bpe_ranks);
  const ids = new Map([...bytes].map(([id, hex]) => [hex, id]));
  const special = new Map(
    Object.entries(ranks.special_tokens).map(([text, id]) => [id, text]),
  );
  const tiktoken = new Tiktoken(ranks);
  const token = (id: number): TokenPiece => {
    const name = special.get(id);
    if (name !== undefined) return {text: name, bytes: '', special: true};
    const hex = bytes.get(id);
    if (hex === undefined) return unusedPiece(id);
    return {text: textOf(Buffer.from(hex, 'hex')), bytes: hex, special: false};
  };
  return {
    sha256: hashRanks(ranks),
    vocabSize: [...bytes.keys(), ...special.keys()].reduce((a, b) => Math.max(a, b)) + 1,
    mask: null,
    token,
    encode: text =>
      placeTokens(
        text,
        tiktoken.encode(text, [], []).map(id => ({id, ...token(id)})),
      ),
    rankOf(left, right) {
      const id = ids.get(left + right);
      return id === undefined || id < SINGLE_BYTES ? null : id - SINGLE_BYTES;
    },
  };
}

/** Lines of `! <first id> <token> <token> ...`, tokens in base64. */
function readRanks(text: string): Map<number, string> {
  const bytes = new Map<number, string>();
  for (const line of text.split('\n')) {
    const [, first, ...tokens] = line.split(' ');
    tokens.forEach((token, i) =>
      bytes.set(Number(first) + i, Buffer.from(token, 'base64').toString('hex')),
    );
  }
  return bytes;
}
