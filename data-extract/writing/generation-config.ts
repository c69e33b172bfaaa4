import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {withoutMark} from '../../foundations/byte-order-mark.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {ResolvedModel} from '../models/resolved-model.ts';

/** Tokens with a meaning of their own when a model writes. */
export interface GenerationConfig {
  /** Tokens that end a text. */
  end: number[];
  /** What the decoder of an encoder-decoder starts with; `null` where none is named. */
  start: number | null;
  /** Tokens that are never written. */
  suppressed: number[];
  /** Token that must come first, `null` where any may. */
  forcedFirst: number | null;
}

/** Read `generation_config.json`, with `config.json` behind it. */
export async function readGenerationConfig(
  model: ResolvedModel,
): Promise<GenerationConfig> {
  const own = await readOptional(join(model.folder, 'generation_config.json'));
  const settings: Record<string, unknown> = {...model.config, ...own};
  const badWords = Array.isArray(settings.bad_words_ids) ? settings.bad_words_ids : [];
  const singles = badWords.flatMap(word =>
    Array.isArray(word) && word.length === 1 ? numbers(word) : [],
  );
  return {
    end: numbers(settings.eos_token_id),
    start: numbers(settings.decoder_start_token_id)[0] ?? null,
    suppressed: [...singles, ...numbers(settings.suppress_tokens)],
    forcedFirst: numbers(settings.forced_bos_token_id)[0] ?? null,
  };
}

const numbers = (value: unknown): number[] =>
  (Array.isArray(value) ? value : [value]).filter(entry => typeof entry === 'number');

async function readOptional(file: string): Promise<Record<string, unknown>> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  try {
    return JSON.parse(withoutMark(text)) as Record<string, unknown>;
  } catch {
    throw new UserError('model-config', `${file} is no JSON.`, 'Restore the file.');
  }
}
