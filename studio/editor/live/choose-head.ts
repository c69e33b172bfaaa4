import {parseModule} from 'magicast';

import {UserError} from '../../../data-extract/foundations/user-error.ts';

/** The parts of a declaration that are looked at, as magicast shows them. */
interface Declaration {
  heads?: Record<string, {$ast: unknown} | undefined>;
}

/** The parts of a node of Babel's syntax tree that are looked at. */
interface ObjectNode {
  properties: {key: {name?: string}; value: Range; end: number}[];
}

interface Range {
  start: number;
  end: number;
}

/**
 * A declaration's source with one of its selections set to a head: `at: {layer, head}`
 * beside the rule; no other character changes.
 *
 * @param source - Text of a `*.capture.ts` file.
 * @param selection - Name under `heads`.
 * @throws UserError where the declaration is not of the usual form or has no such name.
 */
export function withHead(
  source: string,
  selection: string,
  {layer, head}: {layer: number; head: number},
): string {
  const exported = parseModule(source).exports.default as
    {$type: string; $args?: Declaration[]} | undefined;
  const declaration =
    exported?.$type === 'function-call' ? exported.$args?.[0] : undefined;
  const rule = declaration?.heads?.[selection];
  if (!rule) {
    throw new UserError(
      'declaration',
      `The declaration has no "${selection}" under heads in its defineCapture({...}).`,
      'Name a selection that it has, or write `at: {layer, head}` by hand.',
    );
  }
  const {properties} = rule.$ast as ObjectNode;
  const place = `{layer: ${layer}, head: ${head}}`;
  const at = properties.find(({key}) => key.name === 'at');
  if (at) return replaced(source, at.value, place);
  const {end} = properties[properties.length - 1];
  return replaced(source, {start: end, end}, `, at: ${place}`);
}

const replaced = (source: string, {start, end}: Range, text: string): string =>
  source.slice(0, start) + text + source.slice(end);
