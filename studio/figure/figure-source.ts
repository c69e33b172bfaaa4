import {resolve} from 'node:path';

import type {FigureKind, Material} from '../../scenes/figures/figure-kind.ts';
import {KINDS} from '../../scenes/figures/kinds.ts';
import type {KindName} from '../../scenes/figures/kinds.ts';
import {flagError} from '../command-line/flag-values.ts';
import type {FigureRead} from './figure-flags.ts';
import type {FigureSource, RunModels} from './figure-request.ts';

/** So many of what a figure is made of fit into it. */
const MOST: Record<Material, number> = {
  model: 1,
  tokenizers: 4,
  'word-vectors': 1,
  configurations: 6,
};
/** Flags that say something about a model that runs. */
const OF_RUNS = ['ids', 'target', 'dtype', 'device'] as const;
/** Flags that say what is run. */
export const RUNS = ['model', 'text', 'ids', 'target', 'dtype', 'device'] as const;
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
  const {of}: FigureKind = KINDS[kind];
  if (models.length > MOST[of]) {
    throw flagError(
      `--model is given ${models.length} times, and ${kind} shows ${MOST[of] === 1 ? 'one' : `at most ${MOST[of]}`}.`,
      MOST[of] === 1 ? 'Give it once.' : `Give it at most ${MOST[of]} times.`,
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
  const meaningless = [
    ...(kind.readsText ? [] : READS),
    ...(kind.of === 'model' ? [] : OF_RUNS),
  ];
  const given = meaningless.find(flag => flags[flag] !== undefined);
  if (given !== undefined)
    throw flagError(`--${given} has no meaning for ${name}.`, 'Leave it out.');
  if (text !== undefined && ids !== undefined)
    throw flagError('--text cannot go with --ids.', 'Give one of the two.');
  if (kind.readsText && text === undefined && ids === undefined) {
    throw flagError(
      kind.of === 'word-vectors'
        ? 'Nothing says which words are asked for.'
        : 'Nothing says what the model reads.',
      kind.of === 'model'
        ? 'Give --text, or for a model without tokenizer --ids.'
        : 'Give --text.',
    );
  }
  return {
    text: text ?? null,
    ids: ids === undefined ? null : ids.split(',').map(Number),
    target: target ?? null,
  };
}
