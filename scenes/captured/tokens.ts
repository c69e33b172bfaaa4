import type {TokenizedText, TokenizerFacts} from '../../data-extract/capture/format.ts';
import type {CaptureFiles} from './reader.ts';
import {openText} from './text-files.ts';
import type {Source} from './tensor.ts';

/** A text as several tokenizers cut it. */
export interface CapturedTokens {
  /** The text that is cut. */
  text: string;
  /** In the order of the declaration; `source` names package and version. */
  tokenizers: readonly (TokenizedText & {source: Source})[];
  /** One of them by its role without `tokenizer:`. */
  tokenizer(name: string): TokenizedText & {source: Source};
  /** Spans of the declared parts in the text. */
  parts: Readonly<Record<string, {start: number; end: number}>>;
}

/** @param files - The scene's `*.captured` module. */
export function openTokens(files: CaptureFiles): CapturedTokens {
  const {capture, result} = openText('tokens', files);
  const tokenizers = result.tokenizers.map(one => ({
    ...one,
    source: sourceOfTokenizer(one),
  }));
  return {
    text: capture.text,
    tokenizers,
    tokenizer(name) {
      const found = tokenizers.find(one => one.name === name);
      if (!found) throw new Error(`Capture ${capture.id} has no tokenizer "${name}".`);
      return found;
    },
    parts: result.parts,
  };
}

/** Where the values of a tokenizer come from, e.g. `js-tiktoken/gpt2@1.0.21`. */
export function sourceOfTokenizer({name, from}: TokenizerFacts): Source {
  const at = from.lastIndexOf('@');
  return at > 0
    ? {model: `${from.slice(0, at)}/${name}`, revision: from.slice(at + 1), dtype: ''}
    : {model: from, revision: '', dtype: ''};
}
