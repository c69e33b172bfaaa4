import {resolve} from 'node:path';

import type {FigureKind} from '../../scenes/figures/figure-kind.ts';
import {KINDS} from '../../scenes/figures/kinds.ts';
import type {KindName} from '../../scenes/figures/kinds.ts';
import {flagError} from '../command-line/flag-values.ts';
import type {FigureRead} from './figure-flags.ts';
import type {FigureSource, RunModels} from './figure-request.ts';

/** So many tokenizers fit, one below the other. */
const MOST_TOKENIZERS = 4;
/** Flags that say what is run. */
const RUNS = ['model', 'text', 'ids', 'target', 'dtype', 'device'] as const;
/** Those that say what is read. */
const READS = ['text', 'ids', 'target'] as const;

/**
 * Where a figure's values come from: models that are run, or a capture that is there.
 *
 * @param folder - What paths are relative to.
 * @throws UserError that names the flag.
 */
export function figureSource(
  flags: FigureRead,
  kind: KindName,
  folder: string,
): FigureSource {
  const {model: models, capture} = flags;
  if (capture !== undefined) {
    const given = RUNS.find(flag => (flags[flag] ?? []).length > 0);
    if (given === undefined) return {from: 'capture', folder: resolve(folder, capture)};
    throw flagError(
      `--capture cannot go with --${given}: its values are there already.`,
      'Give one of the two.',
    );
  }
  if (models.length === 0) {
    throw flagError(
      'Nothing says whose values are drawn.',
      'Give --model (a role of the course, a hub repository, a folder or an .onnx file), or --capture with the folder of a capture.',
    );
  }
  if (models.length > 1 && kind !== 'tokens') {
    throw flagError(
      `--model is given ${models.length} times, and ${kind} shows one model.`,
      'Give it once; tokens takes several.',
    );
  }
  if (models.length > MOST_TOKENIZERS) {
    throw flagError(
      `--model is given ${models.length} times, and ${MOST_TOKENIZERS} tokenizers fit.`,
      `Give it at most ${MOST_TOKENIZERS} times.`,
    );
  }
  return {from: 'models', models, ...readBy(flags, kind)};
}

function readBy(
  flags: FigureRead,
  name: KindName,
): Pick<RunModels, 'text' | 'ids' | 'target'> {
  const kind: FigureKind = KINDS[name];
  const {text, ids, target} = flags;
  const given = READS.find(flag => flags[flag] !== undefined);
  if (!kind.readsText && given !== undefined)
    throw flagError(`--${given} has no meaning for ${name}.`, 'Leave it out.');
  if (text !== undefined && ids !== undefined)
    throw flagError('--text cannot go with --ids.', 'Give one of the two.');
  if (ids !== undefined && name === 'tokens')
    throw flagError('--ids has no meaning for tokens.', 'Give --text.');
  if (kind.readsText && text === undefined && ids === undefined) {
    throw flagError(
      'Nothing says what the model reads.',
      'Give --text, or for a model without tokenizer --ids.',
    );
  }
  return {
    text: text ?? null,
    ids: ids === undefined ? null : ids.split(',').map(Number),
    target: target ?? null,
  };
}
