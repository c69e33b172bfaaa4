import {didYouMean} from '../../foundations/did-you-mean.ts';
import {FILTERS, filterOf} from './filters.ts';
import {lookUp} from './look-up.ts';
import {group} from './numbers.ts';
import {isList, pathsOf} from './value-paths.ts';
import type {ScriptValue, ScriptValues} from './values.ts';

export {figure, group, percent} from './numbers.ts';
export type {ScriptValue, ScriptValues} from './values.ts';

const PLACE = /\{\{([^{}]*)\}\}/g;
const PATH = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[\d+\])*$/;

/**
 * Fill the `{{path}}` and `{{path | filter}}` places of a text with captured values.
 *
 * @param template - The text.
 * @param values - What may be named. Paths go through objects and arrays: `top[0].text`.
 * @throws An error that names the place; the caller adds file and line.
 */
export function interpolate(template: string, values: ScriptValues): string {
  checkBraces(template);
  return template.replace(PLACE, (_, inner: string) => {
    const [path, filter, ...rest] = inner.split('|').map(part => part.trim());
    if (!PATH.test(path) || rest.length > 0) {
      throw new Error(`{{${inner}}} is not of the form {{value}} or {{value | filter}}`);
    }
    const value = lookUp(path, values);
    return filter === undefined ? plain(path, value) : filtered(path, value, filter);
  });
}

/** Only the template is looked at: a captured text may have braces of its own. */
function checkBraces(template: string): void {
  const rest = template.replace(PLACE, place => ' '.repeat(place.length));
  const at = /\{\{|\}\}/.exec(rest);
  if (!at) return;
  const near = template.slice(at.index, at.index + 24);
  throw new Error(
    at[0] === '{{'
      ? `unpaired {{ at "${near}": a place is written {{value}} and closed by }}`
      : `unpaired }} at "${near}": a place is written {{value}} and opened by {{`,
  );
}

function plain(path: string, value: ScriptValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return group(value);
  const inner = isList(value) || typeof value === 'object' ? pathsOf(value, path) : [];
  const example = inner.length === 0 ? '' : `; name a part of it, as {{${inner[0]}}}`;
  throw new Error(`{{${path}}} is neither text nor a number${example}`);
}

function filtered(path: string, value: ScriptValue, name: string): string {
  const filter = filterOf(name);
  if (filter === null) {
    const known = Object.keys(FILTERS);
    throw new Error(
      `{{${path} | ${name}}}: unknown filter "${name}".${didYouMean(name, known)} Known are ${known.join(', ')}.`,
    );
  }
  const text = filter.write(value);
  if (text !== null) return text;
  const takes = filter.takes === 'number' ? 'a number' : 'text';
  throw new Error(
    `{{${path} | ${name}}} does not fit the filter "${name}", which takes ${takes}; the value is ${JSON.stringify(value).slice(0, 60)}`,
  );
}
