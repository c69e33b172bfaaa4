import {join} from 'node:path';

import {makeFolder} from '../../foundations/files/make-folder.ts';
import {removeCached} from '../../foundations/files/remove-cached.ts';
import {ROOT} from '../../foundations/root.ts';
import {toTable} from '../../studio/command-line/table.ts';
import {LONG, longGpt2File} from '../gpt2-like.ts';
import {median} from '../median.ts';
import {watchedRun} from './watched-run.ts';
import type {WatchedRun} from './watched-run.ts';

const LENGTHS = [512, 2000];
/** Runs of the plain model of each length. */
const PLAIN = 3;

/** What is made, and the flags and the ending that make it. */
const FIGURES: readonly (readonly [
  name: string,
  flags: readonly string[],
  ending: string,
])[] = [
  ['attention of a head, as arcs', ['attention', '--layer', '5', '--head', '3'], 'svg'],
  ['attention of all heads', ['attention'], 'svg'],
  ['next token', ['next-token'], 'svg'],
  ['lens', ['lens'], 'svg'],
  ['attribution by heads', ['attribution', '--view', 'heads'], 'svg'],
  ['neurons', ['neurons'], 'svg'],
  ['residual stream', ['residual'], 'svg'],
  ['page of attention, one layer', ['attention', '--layers', '5'], 'html'],
  ['page of next tokens', ['next-token'], 'html'],
  ['page of the lens', ['lens'], 'html'],
];

const idsOf = (length: number): string =>
  Array.from({length}, (_, i) => (i * 7919) % LONG.vocab).join(',');

/**
 * Print what whole commands take that make figures of long texts, each a process of its
 * own, beside a program that loads the plain model and runs it once.
 */
export async function benchLongFigures(): Promise<void> {
  const model = await longGpt2File();
  const folder = join(ROOT, '.cache/bench/figures-long');
  await makeFolder(folder);
  const figure = (ids: string, flags: readonly string[], ending: string) =>
    watchedRun([
      join(ROOT, 'studio/aim.mjs'),
      ...['figure', ...flags, '--model', model, '--ids', ids],
      ...['--out', join(folder, `figure.${ending}`)],
    ]);
  const plain = (ids: string) =>
    watchedRun(['--import', 'tsx', join(ROOT, 'bench/figures/plain-run.ts'), model, ids]);
  try {
    // Hashes the model and builds the stage.
    await figure(idsOf(8), ['residual'], 'svg');
    const rows: string[][] = [];
    for (const length of LENGTHS) {
      const ids = idsOf(length);
      const base: WatchedRun[] = [];
      for (let i = 0; i < PLAIN; i++) base.push(await plain(ids));
      const least = medianOf(base);
      rows.push(rowOf('plain model, loaded and run', length, least, least));
      for (const [name, flags, ending] of FIGURES)
        rows.push(rowOf(name, length, await figure(ids, flags, ending), least));
    }
    console.log(`\n${toTable(HEAD, rows)}`);
  } finally {
    await removeCached(folder);
  }
}

const HEAD = ['figure', 'tokens', 's', 'processor s', 'times plain', 'MB', 'times plain'];

function medianOf(runs: readonly WatchedRun[]): WatchedRun {
  const middle = (all: readonly (number | null)[]): number | null => {
    const known = all.filter(one => one !== null);
    return known.length > 0 ? median(known) : null;
  };
  return {
    seconds: median(runs.map(({seconds}) => seconds)),
    processor: middle(runs.map(({processor}) => processor)),
    peak: middle(runs.map(({peak}) => peak)),
  };
}

function rowOf(
  name: string,
  length: number,
  run: WatchedRun,
  plain: WatchedRun,
): string[] {
  const ratio = (what: 'processor' | 'peak'): string => {
    const [own, least] = [run[what], plain[what]];
    return own === null || least === null ? '' : (own / least).toFixed(2);
  };
  return [
    name,
    `${length}`,
    run.seconds.toFixed(1),
    run.processor?.toFixed(1) ?? '',
    ratio('processor'),
    run.peak?.toFixed(0) ?? '',
    ratio('peak'),
  ];
}
