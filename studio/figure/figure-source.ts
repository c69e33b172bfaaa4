import {resolve} from 'node:path';

import type {FigureKind, Material} from '../../scenes/figures/figure-kind.ts';
import {KINDS} from '../../scenes/figures/kinds.ts';
import type {KindName} from '../../scenes/figures/kinds.ts';
import {flagError, readIds} from '../command-line/flag-values.ts';
import type {FigureRead} from './figure-flags.ts';
import type {FigureSide, RunModels} from './figure-request.ts';

/** So many of what a figure is made of fit into it. */
const MOST: Record<Material, number> = {
  model: 2,
  tokenizers: 4,
  'word-vectors': 2,
  configurations: 6,
};
/** Those that stand in one picture, and are captured together. */
const TOGETHER: readonly Material[] = ['tokenizers', 'configurations'];
/** Flags that say something about a model that runs. */
const OF_RUNS = ['ids', 'target', 'dtype', 'device'] as const;
/** Flags that say what is run. */
export const RUNS = ['model', 'text', 'ids', 'target', 'dtype', 'device'] as const;
/** Those that say what is read. */
const READS = ['text', 'ids', 'target'] as const;

/**
 * Where a figure's values come from: models that are run, or captures that are there. Two
 * stand side by side.
 *
 * @param folder - What paths are relative to.
 * @throws UserError that names the flag.
 */
export function figureSides(
  flags: FigureRead,
  kind: KindName,
  folder: string,
): FigureSide[] {
  const {capture, saveCapture: kept} = flags;
  const sources = capture.length > 0 ? ofCaptures(flags, kind) : ofModels(flags, kind);
  if (capture.length > 0 && kept.length > 0)
    throw flagError('--capture cannot go with --save-capture.', 'Give one of the two.');
  if (kept.length > 0 && kept.length !== sources.length) {
    const own =
      sources.length === 1 ? 'one capture is' : `${sources.length} captures are`;
    throw flagError(
      `--save-capture is given ${times(kept.length)}, and ${own} made.`,
      sources.length === 1
        ? 'Give it once.'
        : 'Give it for each --model, in their order.',
    );
  }
  const folders = kept.map(one => resolve(folder, one));
  const twice = folders.findIndex((one, i) => folders.indexOf(one) < i);
  if (twice >= 0) {
    throw flagError(
      `--save-capture ${kept[twice]} is given twice.`,
      'Give each model a folder of its own.',
    );
  }
  return sources.map(({name, source}, i) => ({
    name,
    source:
      source.from === 'capture'
        ? {...source, folder: resolve(folder, source.folder)}
        : source,
    saveCapture: folders[i] ?? null,
  }));
}

type Named = Pick<FigureSide, 'name' | 'source'>;

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

function ofCaptures(flags: FigureRead, kind: KindName): Named[] {
  const {capture} = flags;
  const given = RUNS.find(flag => (flags[flag] ?? []).length > 0);
  if (given !== undefined) {
    throw flagError(
      `--capture cannot go with --${given}: its values are there already.`,
      'Give one of the two.',
    );
  }
  const {of}: FigureKind = KINDS[kind];
  const isOne = TOGETHER.includes(of);
  refuseMany('--capture', capture, {kind, most: isOne ? 1 : MOST[of]});
  return capture.map(name => ({name, source: {from: 'capture', folder: name}}));
}

function ofModels(flags: FigureRead, kind: KindName): Named[] {
  const {model: models} = flags;
  if (models.length === 0) {
    throw flagError(
      'Nothing says whose values are drawn.',
      'Give --model (a role of the course, a hub repository, a folder or an .onnx file), or --capture with the folder of a capture.',
    );
  }
  const {of}: FigureKind = KINDS[kind];
  refuseMany('--model', models, {kind, most: MOST[of]});
  const read = readBy(flags, kind);
  const run = (own: readonly string[]): Named => ({
    name: own.join(', '),
    source: {from: 'models', models: own, ...read},
  });
  return TOGETHER.includes(of) ? [run(models)] : models.map(model => run([model]));
}

/** @throws UserError where more are given than a figure shows. */
function refuseMany(
  flag: string,
  given: readonly string[],
  {kind, most}: {kind: KindName; most: number},
): void {
  if (given.length <= most) return;
  const shown = most === 1 ? 'one' : `at most ${most}`;
  throw flagError(
    `${flag} is given ${times(given.length)}, and ${kind} shows ${shown}.`,
    most === 1 ? 'Give it once.' : `Give it at most ${most} times.`,
  );
}

/** Flags about what is run that a kind has no meaning for. */
export const meaninglessRuns = ({
  readsText,
  of,
}: Pick<FigureKind, 'readsText' | 'of'>): (typeof RUNS)[number][] => [
  ...(readsText ? [] : READS),
  ...(of === 'model' ? [] : OF_RUNS),
];

function readBy(
  flags: FigureRead,
  name: KindName,
): Pick<RunModels, 'text' | 'ids' | 'target'> {
  const kind: FigureKind = KINDS[name];
  const {text, ids, target} = flags;
  const given = meaninglessRuns(kind).find(flag => flags[flag] !== undefined);
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
    ids: ids === undefined ? null : readIds('--ids', ids),
    target: target ?? null,
  };
}
