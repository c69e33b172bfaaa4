import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {Tokenizer as HubTokenizer} from '@huggingface/tokenizers';

import {withoutMark} from '../../foundations/byte-order-mark.ts';
import {sha256} from '../../foundations/canonical-json.ts';
import {UserError} from '../../foundations/user-error.ts';
import {requireNoPointer} from '../models/lfs-pointer.ts';
import {maskTokenOf} from './mask-token.ts';
import {pieceKindOf, readPiece, textOf} from './pieces.ts';
import {placeTokens} from './place-tokens.ts';
import {unusedPiece} from './token-piece.ts';
import type {TokenPiece} from './token-piece.ts';
import type {CapturedToken} from './token.ts';

/** Text to tokens with their bytes and their places in the text. */
export interface Tokenizer {
  /** SHA-256 of `tokenizer.json`, or of the vocabulary that a package holds. */
  readonly sha256: string;
  readonly vocabSize: number;
  /** The token that hides another for a model which fills holes, `null` for none. */
  readonly mask: string | null;
  /**
   * Tokens of a text. Their bytes are those of the text, but for what the tokenizer does
   * not keep (a BERT vocabulary has no capitals) and special tokens, which have none.
   */
  encode(text: string, options: {specialTokens: boolean}): CapturedToken[];
  /** A token by its id; one that has none is told by its number, special. */
  token(id: number): TokenPiece;
  /**
   * In byte-pair vocabularies: the rank of the merge of two pieces, `null` where there is
   * none. The lowest is merged first.
   *
   * @param left - Bytes, hex.
   * @param right - Bytes, hex.
   */
  rankOf?(left: string, right: string): number | null;
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
      'Put the tokenizer.json that belongs to the model there; without one, captures and figures of token ids can be made (--ids 5,3,9).',
    );
  }
  return openTokenizerJson(source.value, config?.value ?? {}, {
    name: `${folder}/tokenizer.json`,
    sha256: source.sha256,
  });
}

/** The parts of `tokenizer.json` that are read here. */
export interface TokenizerJson {
  added_tokens?: {id: number; content: string; special?: boolean}[];
  model?: {
    type?: string;
    unk_token?: string | null;
    unk_id?: number | null;
    byte_fallback?: boolean;
    merges?: (string | [string, string])[];
  };
  normalizer?: unknown;
  pre_tokenizer?: unknown;
  decoder?: unknown;
}

/**
 * A tokenizer of the content of its files.
 *
 * @param json - `tokenizer.json`.
 * @param config - `tokenizer_config.json`, or an empty object.
 * @throws UserError where its bytes cannot be told.
 */
export function openTokenizerJson(
  json: TokenizerJson,
  config: object,
  {name, sha256}: {name: string; sha256: string},
): Tokenizer {
  const kind = pieceKindOf(json);
  if (!kind) {
    throw new UserError(
      'tokenizer-kind',
      `${name} has a model of type ${json.model?.type ?? 'none'} whose pieces cannot be read as bytes.`,
      'Byte-level, byte-fallback, WordPiece and Unigram tokenizers can be read; use a model that has one.',
    );
  }
  const added = new Map((json.added_tokens ?? []).map(entry => [entry.id, entry]));
  const tokenizer = new HubTokenizer(json, config);
  const unknown = json.model?.unk_token ?? null;
  const unknownId =
    json.model?.unk_id ?? (unknown === null ? null : tokenizer.token_to_id(unknown));
  const token = (id: number): TokenPiece => {
    const special = added.get(id);
    if (id === unknownId) {
      const text = special?.content ?? tokenizer.id_to_token(id) ?? '';
      return {text, bytes: '', special: true, unknown: true};
    }
    if (special && special.special !== false) {
      return {text: special.content, bytes: '', special: true};
    }
    if (special) {
      const text =
        kind === 'metaspace' ? special.content.replaceAll('▁', ' ') : special.content;
      return {text, bytes: Buffer.from(text).toString('hex'), special: false};
    }
    const piece = tokenizer.id_to_token(id);
    if (piece === undefined) return unusedPiece(id);
    const {bytes, ...rest} = readPiece(piece, kind);
    const hex = Buffer.from(bytes).toString('hex');
    return {text: textOf(bytes), bytes: hex, special: false, ...rest};
  };
  return {
    sha256,
    vocabSize: tokenizer.get_vocab().size,
    mask: maskTokenOf(
      config,
      [...added.values()].flatMap(({content, special: is}) =>
        is === false ? [] : content,
      ),
    ),
    token,
    encode(text, {specialTokens}) {
      const {ids} = tokenizer.encode(text, {add_special_tokens: specialTokens});
      try {
        return placeTokens(
          text,
          ids.map(id => ({id, ...token(id)})),
        );
      } catch (error) {
        throw new UserError(
          'tokenizer-spans',
          `${name}: the tokens cannot be placed in the text: ${(error as Error).message}.`,
          'Use a text without the characters that this tokenizer rewrites.',
        );
      }
    },
  };
}

async function readJson(file: string): Promise<{value: object; sha256: string} | null> {
  const bytes = await readFile(file).catch(() => null);
  if (!bytes) return null;
  requireNoPointer(file);
  try {
    const value = JSON.parse(withoutMark(bytes.toString('utf8'))) as object;
    return {value, sha256: sha256(bytes)};
  } catch {
    throw new UserError('tokenizer-invalid', `${file} is no JSON.`, 'Restore the file.');
  }
}
