import {isMap, isScalar, isSeq, LineCounter, parseDocument} from 'yaml';
import type {YAMLMap} from 'yaml';

import {didYouMean} from '../../../foundations/did-you-mean.ts';
import {UserError} from '../../../foundations/user-error.ts';
import {readText} from '../../../scenes/script/front-matter-text.ts';
import {dashed} from '../../command-line/flag.ts';
import {FIGURE_FLAGS} from '../figure-flags.ts';
import type {FigureFlags} from '../figure-flags.ts';

/** A figure that a file asks for. */
export interface ListedFigure {
  kind: string;
  flags: FigureFlags;
  /** 1-based line of its first field, and of each of its fields by their names. */
  line: number;
  lines: ReadonlyMap<string, number>;
}

/** Fields by their names: those of a figure are the flags of `aim figure`, and its kind. */
const FIELDS = new Map(
  Object.keys(FIGURE_FLAGS).map(name => [
    dashed(name).slice(2),
    name as keyof FigureFlags,
  ]),
);
const KIND = 'kind';
/** Fields that hold what a reader or a model reads: YAML must not cut or change them. */
const TEXTS = ['text', 'target', 'title', 'pick', 'token'];

/**
 * Read a file of figures: a list `figures`, and under `defaults` what holds for those that
 * do not say otherwise. Pure.
 *
 * @param file - Its name, for messages.
 * @throws UserError that names line and field.
 */
export function readFiguresFile(yaml: string, file: string): ListedFigure[] {
  const counter = new LineCounter();
  // Of the failsafe schema every value is text: 007 stays 007, and yes is no truth.
  const document = parseDocument(yaml, {lineCounter: counter, schema: 'failsafe'});
  const lineOf = (node: unknown): number => {
    const [offset] = (isScalar(node) || isMap(node) || isSeq(node)
      ? node.range
      : null) ?? [0];
    return counter.linePos(offset).line;
  };
  const wrong = (line: number, message: string, remedy: string): UserError =>
    new UserError('figures-file', `${file}:${line}: ${message}`, remedy);
  const [error] = document.errors;
  if (error !== undefined) {
    const [what] = error.message.split(/ at line \d+/);
    throw wrong(error.linePos?.[0].line ?? 1, what, 'Correct the line.');
  }
  const top = document.contents;
  const example =
    'Write `figures:` and below it `- kind: attention`, its fields in lines.';
  if (!isMap(top)) throw wrong(1, 'there are no figures.', example);

  /** The fields of a map, with their lines. */
  const read = (map: YAMLMap, known: readonly string[]): [string, unknown, number][] =>
    map.items.map(({key, value}) => {
      const name = isScalar(key) ? String(key.value) : '';
      const line = lineOf(key);
      if (known.includes(name)) return [name, value, line];
      throw wrong(
        line,
        `unknown field "${name}".${didYouMean(name, known)}`,
        `Known are ${known.join(', ')}.`,
      );
    });
  const valueOf = (name: string, node: unknown, line: number): unknown => {
    if (isSeq(node))
      return node.items.map(one => valueOf(name, one, lineOf(one) || line));
    if (TEXTS.includes(name)) {
      const {mistake} = readText(node, yaml);
      if (mistake !== null)
        throw wrong(line, `"${name}" ${mistake}.`, 'Write the text in quotes.');
    }
    if (!isScalar(node) || String(node.value) === '')
      throw wrong(line, `"${name}" must be text.`, 'Write its value behind the colon.');
    return String(node.value);
  };
  const flagsOf = (map: YAMLMap, known: readonly string[]) => {
    const fields = read(map, known).map(([name, node, line]) => ({
      name,
      line,
      value: truthOf(name, valueOf(name, node, line)),
    }));
    return new Map(fields.map(({name, ...field}) => [name, field]));
  };

  const parts = new Map(
    read(top, ['defaults', 'figures']).map(([name, node, line]) => [name, {node, line}]),
  );
  const defaults = parts.get('defaults');
  if (defaults !== undefined && !isMap(defaults.node))
    throw wrong(
      defaults.line,
      '"defaults" has no fields.',
      'Write them below it, or leave it out.',
    );
  const shared = isMap(defaults?.node) ? flagsOf(defaults.node, [...FIELDS.keys()]) : [];
  const list = parts.get('figures');
  if (!isSeq(list?.node) || list.node.items.length === 0)
    throw wrong(list?.line ?? 1, 'there are no figures.', example);
  return list.node.items.map(item => {
    const line = lineOf(item);
    if (!isMap(item)) throw wrong(line, 'a figure must be fields in lines.', example);
    const own = flagsOf(item, [KIND, ...FIELDS.keys()]);
    const kind = own.get(KIND);
    if (kind === undefined)
      throw wrong(line, 'the figure has no "kind".', 'Add e.g. `kind: attention`.');
    own.delete(KIND);
    const all = new Map([...shared, ...own]);
    const flags = [...all].map(([name, {value}]) => [FIELDS.get(name), value]);
    return {
      kind: String(kind.value),
      line,
      flags: Object.fromEntries(flags) as FigureFlags,
      lines: new Map([
        [KIND, kind.line],
        ...[...all].map(([name, field]) => [name, field.line] as const),
      ]),
    };
  });
}

/** Of a field that is a flag without a value, whether it is set. */
function truthOf(name: string, value: unknown): unknown {
  const flag = FIELDS.get(name);
  if (flag === undefined || FIGURE_FLAGS[flag].value !== null) return value;
  return value === 'true' ? true : value === 'false' ? undefined : value;
}
