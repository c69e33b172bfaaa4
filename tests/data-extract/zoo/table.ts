import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {ROOT} from '../capture-for-test.ts';
import type {Distance} from './measure.ts';
import {precisionOf} from './tolerances.ts';

const PAGE = join(ROOT, 'docs/capture.md');
const BEGIN =
  '<!-- Figures of the comparison: `npm run verified` measures them again. -->';
const END = '<!-- End of the figures. -->';

/** A graph with what was measured of it. */
export interface Row {
  model: string;
  file: string;
  distance: Distance;
}

/** Rows of the table in `docs/capture.md`. */
export async function readTable(): Promise<Row[]> {
  const {table} = split(await readFile(PAGE, 'utf8'));
  return table
    .split('\n')
    .slice(2)
    .map(line => {
      const [, model, style, file, , pattern, stream, logits] = line
        .split('|')
        .map(cell => cell.trim());
      return {
        model: `${model}.${folderOf(style)}`,
        file: file.replaceAll('`', ''),
        distance: {
          pattern: Number(pattern),
          stream: Number(stream),
          logits: logits === '' ? null : Number(logits),
        },
      };
    });
}

/** Put a table in the place of the one that is there. */
export async function writeTable(rows: readonly Row[]): Promise<void> {
  const {before, after} = split(await readFile(PAGE, 'utf8'));
  await writeFile(PAGE, `${before}${tableOf(rows)}${after}`);
}

function split(page: string): Record<'before' | 'table' | 'after', string> {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < 0) throw new Error(`${PAGE} has no place for the figures`);
  const start = from + BEGIN.length + 2;
  return {
    before: page.slice(0, start),
    table: page.slice(start, to - 2),
    after: page.slice(to - 2),
  };
}

function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({model, file, distance: {pattern, stream, logits}}) => {
    const [architecture, ...style] = model.split('.');
    return [
      ...[architecture, styleOf(style), `\`${file}\``, precisionOf(file)],
      ...[pattern, stream, logits].map(value => value?.toExponential(0) ?? ''),
    ];
  });
  return [
    ['model', 'export', 'graph', 'numbers', 'patterns', 'stream', 'logits'],
    ['---', '---', '---', '---', '---', '---', '---'],
    ...cells,
  ]
    .map(row => `| ${row.join(' | ')} |`.replaceAll('|  |', '| |'))
    .join('\n');
}

const EXPORTERS = [
  ['ts', 'TorchScript'],
  ['dyn18', 'dynamo, operator set 18'],
  ['dyn23', 'dynamo, operator set 23'],
  ['cache', 'with a cache'],
] as const;

const styleOf = (parts: readonly string[]): string =>
  parts.map(part => EXPORTERS.find(([name]) => name === part)?.[1] ?? part).join(', ');

const folderOf = (style: string): string =>
  EXPORTERS.reduce((text, [name, words]) => text.replace(words, name), style)
    .split(', ')
    .join('.');
