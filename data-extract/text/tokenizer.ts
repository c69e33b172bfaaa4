import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {Tokenizer as HubTokenizer} from '@huggingface/tokenizers';

import type {CapturedToken} from '../capture/format.ts';
import {UserError} from '../user-error.ts';
import {bytesOfToken} from './byte-level.ts';
import {spansOf} from './spans.ts';

/** A token of a vocabulary. */
export type TokenPiece = Pick<CapturedToken, 'text' | 'bytes' | 'special'>;

/** Text to tokens with their bytes and their places in the text. */
export interface Tokenizer {
  /** SHA-256 of `tokenizer.json`. */
  readonly sha256: string;
  readonly vocabSize: number;
  encode(text: string, options: {specialTokens: boolean}): CapturedToken[];
  /** A token by its id. */
  token(id: number): TokenPiece;
}

/**
 * Open the tokenizer of a model folder.
 *
 * @throws UserError where there is none, or one whose bytes cannot be told.
 */
export async function loadTokenizer(folder: string): Promise<Tokenizer> {
  const source = await readJson(join(folder, 'tokenizer.json'));
  const config = await readJson(join(folder, 'tokenizer_config.json'));
  if (!source) {
    throw new UserError(
      'tokenizer-missing',
      `${folder} has no tokenizer.json.`,
      'A model folder holds the tokenizer.json that belongs to the model.',
    );
  }
  const tokenizerJson = source.value as {
    added_tokens?: {id: number; content: string; special?: boolean}[];
    decoder?: DecoderJson | null;
  };
  if (!isByteLevel(tokenizerJson.decoder)) {
    throw new UserError(
      'tokenizer-kind',
      `${folder}/tokenizer.json has a decoder of type ${tokenizerJson.decoder?.type ?? 'none'}.`,
      'Byte-level tokenizers can be read; use a model that has one.',
    );
  }
  const added = new Map((tokenizerJson.added_tokens ?? []).map(entry => [entry.id, entry]));
  const tokenizer = new HubTokenizer(source.value, config?.value ?? {});
  const token = (id: number): TokenPiece => {
    const special = added.get(id);
    if (special) return {text: special.content, bytes: '', special: special.special !== false};
    const piece = tokenizer.id_to_token(id);
    if (piece === undefined) throw new RangeError(`the vocabulary has no token ${id}`);
    const bytes = Uint8Array.from(bytesOfToken(piece));
    return {text: textOf(bytes), bytes: Buffer.from(bytes).toString('hex'), special: false};
  };
  return {
    sha256: source.sha256,
    vocabSize: tokenizer.get_vocab().size,
    token,
    encode(text, {specialTokens}) {
      const {ids} = tokenizer.encode(text, {add_special_tokens: specialTokens});
      const pieces = ids.map(id => ({id, ...token(id)}));
      const spans = spansOf(text, pieces.map(({bytes}) => bytes.length / 2));
      return pieces.map((piece, i) => ({...piece, ...spans[i]}));
    },
  };
}

interface DecoderJson {
  type?: string;
  decoders?: DecoderJson[];
}

const isByteLevel = (decoder: DecoderJson | null | undefined): boolean =>
  decoder?.type === 'ByteLevel' || (decoder?.decoders?.some(isByteLevel) ?? false);

/** Bytes as text, or `null` where they are not whole characters. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
  } catch {
    return null;
  }
}

async function readJson(file: string): Promise<{value: object; sha256: string} | null> {
  const bytes = await readFile(file).catch(() => null);
  if (!bytes) return null;
  try {
    const value = JSON.parse(bytes.toString('utf8')) as object;
    return {value, sha256: createHash('sha256').update(bytes).digest('hex')};
  } catch {
    throw new UserError('tokenizer-invalid', `${file} is no JSON.`, 'Restore the file.');
  }
}
