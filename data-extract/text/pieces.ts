import {bytesOfToken} from './byte-level.ts';

/** How a vocabulary writes its tokens. */
export type PieceKind = 'byte-level' | 'word-piece' | 'metaspace';

/** What a token of a vocabulary stands for. */
export interface Piece {
  bytes: Uint8Array;
  continues?: true;
}

interface TokenizerParts {
  model?: {type?: string; byte_fallback?: boolean};
  normalizer?: unknown;
  pre_tokenizer?: unknown;
  decoder?: unknown;
}

/** How the tokens of a `tokenizer.json` are written, or `null` where that cannot be told. */
export function pieceKindOf(json: TokenizerParts): PieceKind | null {
  if (names(json.decoder, 'ByteLevel') || names(json.pre_tokenizer, 'ByteLevel')) {
    return 'byte-level';
  }
  if (json.model?.type === 'WordPiece') return 'word-piece';
  const spaces = JSON.stringify([json.normalizer, json.pre_tokenizer, json.decoder]);
  if (spaces.includes('▁') || spaces.includes('Metaspace')) return 'metaspace';
  return null;
}

/** Whether a part of a tokenizer, or one of a sequence, is of a type. */
const names = (part: unknown, type: string): boolean =>
  typeof part === 'object' &&
  part !== null &&
  ((part as {type?: string}).type === type ||
    Object.values(part).some(
      entry => Array.isArray(entry) && entry.some(one => names(one, type)),
    ));

/**
 * Read a token as its vocabulary writes it.
 *
 * @throws RangeError for a character that a byte-level vocabulary cannot have.
 */
export function readPiece(token: string, kind: PieceKind): Piece {
  switch (kind) {
    case 'byte-level':
      return {bytes: Uint8Array.from(bytesOfToken(token))};
    case 'word-piece':
      return token.startsWith('##') && token.length > 2
        ? {bytes: utf8(token.slice(2)), continues: true}
        : {bytes: utf8(token)};
    case 'metaspace': {
      const byte = /^<0x([0-9A-F]{2})>$/i.exec(token);
      return {
        bytes: byte
          ? Uint8Array.of(Number.parseInt(byte[1], 16))
          : utf8(token.replaceAll('▁', ' ')),
      };
    }
  }
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Bytes as text, or `null` where they are not whole characters. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
  } catch {
    return null;
  }
}
