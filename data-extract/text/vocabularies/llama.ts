import llama from 'llama-tokenizer-js';

import {hashJson} from '../../../foundations/canonical-json.ts';
import {readPiece, textOf} from '../pieces.ts';
import {placeTokens} from '../place-tokens.ts';
import {unusedPiece} from '../token-piece.ts';
import type {TokenPiece} from '../token-piece.ts';
import type {Tokenizer} from '../tokenizer.ts';

const SPECIAL = new Set(['<unk>', '<s>', '</s>']);

/** The vocabulary of Llama 1, Llama 2 and Phi-3, from llama-tokenizer-js. */
export function loadLlama(): Tokenizer {
  const token = (id: number): TokenPiece => {
    const piece = llama.vocabById[id];
    if (piece === undefined) return unusedPiece(id);
    if (SPECIAL.has(piece)) return {text: piece, bytes: '', special: true};
    const {bytes} = readPiece(piece, 'metaspace');
    return {
      text: textOf(bytes),
      bytes: Buffer.from(bytes).toString('hex'),
      special: false,
    };
  };
  return {
    sha256: hashJson([llama.vocabById, [...llama.merges]]),
    vocabSize: llama.vocabById.length,
    mask: null,
    token,
    encode: (text, {specialTokens}) =>
      placeTokens(
        text,
        llama.encode(text, specialTokens).map(id => ({id, ...token(id)})),
      ),
  };
}
