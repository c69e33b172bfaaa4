import {existsSync} from 'node:fs';
import {basename, resolve} from 'node:path';

import type {ModelDtype, ModelSource} from '../course/roles.ts';
import {UserError} from '../../foundations/user-error.ts';

const REPOSITORY = /^([\w.-]+\/[\w.-]+)(?:@([\w./-]+))?$/;

/**
 * A model as it is named on a command line: a folder or an .onnx file, or else a
 * repository of the hub, `org/name` or `org/name@revision` (default `main`).
 *
 * @param folder - Relative paths start here.
 * @throws UserError where the text is neither.
 */
export function sourceOf(text: string, folder: string, dtype?: ModelDtype): ModelSource {
  const precision = dtype === undefined ? {} : {dtype};
  if (text !== '' && existsSync(resolve(folder, text))) {
    return {path: resolve(folder, text), ...precision};
  }
  const match = REPOSITORY.exec(text);
  // Beside a folder of that name, a mistyped path is likelier than an organisation.
  const isPath = text.startsWith('.') || existsSync(resolve(folder, text.split('/')[0]));
  if (match && !isPath) {
    return {hub: match[1], revision: match[2] ?? 'main', ...precision};
  }
  const owner = ownerOf(text);
  if (owner !== null) {
    throw new UserError(
      'model-missing',
      `There is no folder or file ${text}, and on the hub a repository is named with its owner.`,
      `Give ${owner}/${text}.`,
    );
  }
  throw new UserError(
    'model-missing',
    `There is no model ${text}.`,
    'Give a folder, an .onnx file, or a hub repository as org/name or org/name@revision.',
  );
}

/** What a model is called in captures, before it is looked at. */
export const nameOf = (source: ModelSource): string =>
  'hub' in source ? source.hub : basename(source.path, '.onnx');

/** Who owns the models that were once named without an owner. */
const OWNERS: readonly (readonly [RegExp, string])[] = [
  [/^gpt2(-medium|-large|-xl)?$/, 'openai-community'],
  [/^bert-(base|large)-/, 'google-bert'],
  [/^(xlm-)?roberta-(base|large)/, 'FacebookAI'],
  [/^distil(bert|gpt2|roberta)/, 'distilbert'],
  [/^t5-(small|base|large|3b|11b)$/, 'google-t5'],
  [/^albert-/, 'albert'],
];

const ownerOf = (text: string): string | null =>
  OWNERS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
