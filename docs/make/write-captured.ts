import type {TensorKind} from '../../data-extract/stage/tensor-kind.ts';
import {code, table} from './markdown.ts';
import type {Page} from './page.ts';
import type {ViewDoc} from './read-captured.ts';
import {membersTable, typeCell} from './write-components.ts';

/** What a scene receives, by probe and by kind of text capture. */
export const writeCaptured = (page: Page): string[] => [
  '## Captured fields',
  '',
  "`openCapture(declaration, files)` gives a scene what its declaration asked for: these fields, and one by the name of each probe. Tensors are float32, or float16 where the declaration says `store: 'float16'`; the batch is dropped. `{l}` is a layer, `{h}` a head, `{n}` an attention that no block claims. In an encoder-decoder `blocks.{l}` reads `encoder.{l}` or `decoder.{l}`, names outside the blocks begin with the half, and a view has `in('encoder')` and `in('decoder')`. Activations, weights and scores have no unit; shares sum to 1 along the last axis. [capture.md](capture.md) tells how captures are made.",
  '',
  ...membersTable(page, 'field', page.fields),
  ...page.probes.flatMap(view => writeView(page, `Probe \`${view.name}\``, view)),
  '## Captured texts',
  '',
  'Captures of words and tokens run no network; each kind has a function that opens it.',
  '',
  ...page.texts.flatMap(view => writeView(page, `\`${view.name}\``, view)),
];

function writeView(page: Page, heading: string, view: ViewDoc): string[] {
  const {text, type, members, request, tensors} = view;
  const [, inner = type] = /^InStacks<(.*)>$/.exec(type) ?? [];
  return [
    `### ${heading}`,
    '',
    `${text} Gives ${typeCell(page, type, [inner])}.`,
    '',
    ...membersTable(page, 'gives', members),
    ...membersTable(page, 'can be asked for', request),
    ...table(['tensor', 'axes', 'values'], tensorRows(tensors)),
  ];
}

/** Tensors of the same axes and values stand in one row. */
function tensorRows(tensors: readonly TensorKind[]): string[][] {
  const rows = new Map<string, {names: string[]; axes: string; values: string}>();
  for (const {name, axes, values} of tensors) {
    const shape = `[${axes.join(', ')}]`;
    const key = `${shape} ${values}`;
    const found = rows.get(key) ?? {names: [], axes: shape, values};
    found.names.push(code(name));
    rows.set(key, found);
  }
  return [...rows.values()].map(({names, axes, values}) => [
    names.join(', '),
    code(axes),
    VALUES[values] ?? values,
  ]);
}

const VALUES: Record<string, string> = {
  activation: 'activations',
  weight: 'weights',
  score: 'scores, before softmax',
  share: 'shares, 0 to 1',
  count: 'counts',
  cosine: 'cosines, −1 to 1',
  place: 'places on the map',
};
