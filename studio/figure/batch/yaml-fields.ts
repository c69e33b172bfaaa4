import {isScalar, isSeq} from 'yaml';
import type {YAMLMap} from 'yaml';

import {didYouMean} from '../../../foundations/did-you-mean.ts';
import {readText} from '../../../scenes/script/front-matter-text.ts';
import {LIST_FIELDS, TEXT_FIELDS} from './figure-fields.ts';
import {wrongAt} from './yaml-source.ts';
import type {YamlSource} from './yaml-source.ts';

/** A field, what YAML made of it, and its line. */
export interface YamlField {
  name: string;
  node: unknown;
  line: number;
}

/** A field as it is read. */
export interface ReadField {
  value: string | readonly string[];
  line: number;
}

/**
 * The fields of a map. Pure.
 *
 * @param known - Names that they may have.
 * @throws UserError for another one.
 */
export const fieldsOf = (
  map: YAMLMap,
  known: readonly string[],
  source: YamlSource,
): YamlField[] =>
  map.items.map(({key, value: node}) => {
    const name = isScalar(key) ? String(key.value) : '';
    const line = source.lineOf(key);
    if (known.includes(name)) return {name, node, line};
    throw wrongAt(
      source,
      line,
      `unknown field "${name}".${didYouMean(name, known)}`,
      `Known are ${known.join(', ')}.`,
    );
  });

/**
 * The fields of a figure, or of the defaults, by their names. Pure.
 *
 * @throws UserError for one that is not known, or holds no text.
 */
export const readFields = (
  map: YAMLMap,
  known: readonly string[],
  source: YamlSource,
): Map<string, ReadField> =>
  new Map(
    fieldsOf(map, known, source).map(field => [
      field.name,
      {value: valueOf(field, source), line: field.line},
    ]),
  );

function valueOf(field: YamlField, source: YamlSource): string | string[] {
  const {name, node, line} = field;
  if (!isSeq(node) || !LIST_FIELDS.includes(name)) return textOf(field, source);
  return node.items.map(one => {
    const own = isScalar(one) ? source.lineOf(one) : line;
    return textOf({name, node: one, line: own}, source);
  });
}

function textOf({name, node, line}: YamlField, source: YamlSource): string {
  const {mistake} = TEXT_FIELDS.includes(name)
    ? readText(node, source.yaml)
    : {mistake: null};
  if (mistake !== null)
    throw wrongAt(source, line, `"${name}" ${mistake}.`, 'Write the text in quotes.');
  if (isScalar(node) && String(node.value) !== '') return String(node.value);
  const remedy = 'Write its value behind the colon.';
  throw wrongAt(source, line, `"${name}" must be text.`, remedy);
}
