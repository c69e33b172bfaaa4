import {extname} from 'node:path';

import type {FigureKind} from '../../../scenes/figures/figure-kind.ts';
import {KINDS} from '../../../scenes/figures/kinds.ts';
import type {KindName} from '../../../scenes/figures/kinds.ts';
import {untaken} from '../figure-options.ts';
import {meaninglessRuns, RUNS} from '../figure-source.ts';
import {OF_PICTURES} from '../html/page-flags.ts';
import {pageOf} from '../html/page-kinds.ts';
import type {ReadField} from './yaml-fields.ts';

/** What a figure's own field leaves no room for. */
const INSTEAD: Readonly<Record<string, readonly string[]>> = {
  capture: [...RUNS, 'save-capture'],
  model: ['capture'],
  text: ['ids'],
  ids: ['text'],
  pick: ['layer', 'head'],
  layer: ['pick'],
  head: ['pick'],
};

type Fields = ReadonlyMap<string, ReadField>;

/**
 * Of the defaults those that hold for a figure: not those in place of which it has its own,
 * nor those that have no meaning for its kind or its file. Pure.
 */
export function holding(
  shared: Fields,
  own: Fields,
  kind: string,
): readonly (readonly [string, ReadField])[] {
  const out = own.get('out') ?? shared.get('out');
  const without = new Set([
    ...[...own.keys()].flatMap(name => INSTEAD[name] ?? []),
    ...(isKind(kind) ? meaningless(kind, extname(String(out?.value ?? ''))) : []),
  ]);
  return [...shared].filter(([name]) => !without.has(name));
}

const isKind = (name: string): name is KindName => Object.hasOwn(KINDS, name);

/** Fields that say nothing about a kind, drawn as a file of an ending. */
function meaningless(name: KindName, ending: string): readonly string[] {
  const kind: FigureKind = KINDS[name];
  const ofPage = ending === '.html' && pageOf(name)?.takesLayers ? [] : ['layers'];
  const ofPicture = ending === '.html' ? OF_PICTURES : [];
  const ofGround = ending === '.mp4' ? ['transparent'] : [];
  return [
    ...untaken(kind),
    ...meaninglessRuns(kind),
    ...ofPage,
    ...ofPicture,
    ...ofGround,
  ];
}
