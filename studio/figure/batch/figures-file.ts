import {isMap, isSeq} from 'yaml';
import type {YAMLMap} from 'yaml';

import type {FigureFlags} from '../figure-flags.ts';
import {FLAG_FIELDS, flagsOf, KIND} from './figure-fields.ts';
import {holding} from './holding.ts';
import {fieldsOf, readFields} from './yaml-fields.ts';
import type {ReadField, YamlField} from './yaml-fields.ts';
import {parseSource, wrongAt} from './yaml-source.ts';
import type {YamlSource} from './yaml-source.ts';

/** A figure that a file asks for. */
export interface ListedFigure {
  kind: string;
  flags: FigureFlags;
  /** 1-based line of its first field, and of each of its fields by their names. */
  line: number;
  lines: ReadonlyMap<string, number>;
}

const DEFAULTS = 'defaults';
const FIGURES = 'figures';
const EXAMPLE = 'Write `figures:` and below it `- kind: attention`, its fields in lines.';

/**
 * Read a file of figures: a list `figures`, and under `defaults` what holds for those that
 * do not say otherwise, and that it has a meaning for. Pure.
 *
 * @param file - Its name, for messages.
 * @throws UserError that names line and field.
 */
export function readFiguresFile(yaml: string, file: string): ListedFigure[] {
  const {source, top} = parseSource(yaml, file);
  if (!isMap(top)) throw wrongAt(source, 1, 'there are no figures.', EXAMPLE);
  const parts = fieldsOf(top, [DEFAULTS, FIGURES], source);
  const part = (name: string) => parts.find(one => one.name === name) ?? null;
  const shared = defaultsOf(part(DEFAULTS), source);
  return itemsOf(part(FIGURES), source).map(item => figureOf(item, shared, source));
}

/** What holds for all figures. */
function defaultsOf(
  part: YamlField | null,
  source: YamlSource,
): ReadonlyMap<string, ReadField> {
  if (part === null) return new Map();
  if (isMap(part.node)) return readFields(part.node, FLAG_FIELDS, source);
  const remedy = 'Write them below it, or leave it out.';
  throw wrongAt(source, part.line, '"defaults" has no fields.', remedy);
}

/** The nodes of the figures, of which there must be one. */
function itemsOf(part: YamlField | null, source: YamlSource): YAMLMap[] {
  const items = isSeq(part?.node) ? part.node.items : [];
  if (items.length === 0)
    throw wrongAt(source, part?.line ?? 1, 'there are no figures.', EXAMPLE);
  return items.map(item => {
    if (isMap(item)) return item;
    const line = source.lineOf(item);
    throw wrongAt(source, line, 'a figure must be fields in lines.', EXAMPLE);
  });
}

function figureOf(
  item: YAMLMap,
  shared: ReadonlyMap<string, ReadField>,
  source: YamlSource,
): ListedFigure {
  const line = source.lineOf(item);
  const own = readFields(item, [KIND, ...FLAG_FIELDS], source);
  const kind = own.get(KIND);
  if (kind === undefined)
    throw wrongAt(
      source,
      line,
      'the figure has no "kind".',
      'Add e.g. `kind: attention`.',
    );
  const all = new Map([...holding(shared, own, String(kind.value)), ...own]);
  return {
    kind: String(kind.value),
    line,
    flags: flagsOf(new Map([...all].map(([name, {value}]) => [name, value]))),
    lines: new Map([...all].map(([name, field]) => [name, field.line])),
  };
}
