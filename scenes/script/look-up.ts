import {nearestName} from '../../foundations/did-you-mean.ts';
import {isList, pathsOf} from './value-paths.ts';
import type {ScriptValue, ScriptValues} from './values.ts';

/** More paths than these are counted, not listed. */
const MOST = 24;

/**
 * The value at a path such as `top[0].text`.
 *
 * @throws An error that names what is not there, what was most likely meant, and what the
 * scene gives.
 */
export function lookUp(path: string, values: ScriptValues): ScriptValue {
  let value: ScriptValue = values;
  let at = '';
  for (const step of path.match(/\[\d+\]|\w+/g) ?? []) {
    const key = step.replace(/[[\]]/g, '');
    if (!has(value, key, step)) throw new Error(missing({path, at, step, value, values}));
    value = (value as Record<string, ScriptValue>)[key];
    at += step.startsWith('[') || at === '' ? step : `.${step}`;
  }
  return value;
}

const has = (value: ScriptValue, key: string, step: string): boolean =>
  typeof value === 'object' &&
  value !== null &&
  isList(value) === step.startsWith('[') &&
  Object.hasOwn(value, key);

interface Missing {
  path: string;
  /** The part of the path that is there, `''` for none of it. */
  at: string;
  step: string;
  /** What stands at that part. */
  value: ScriptValue;
  values: ScriptValues;
}

function missing({path, at, step, value, values}: Missing): string {
  const place = `{{${path}}}`;
  if (isList(value)) {
    const entries =
      value.length === 0
        ? 'is an empty list here'
        : `is a list of ${value.length}, [0] to [${value.length - 1}]`;
    return `${place}: "${at}" ${entries}.${given(pathsOf(value, at))}`;
  }
  if (typeof value !== 'object' || value === null) {
    const kind = value === null ? 'nothing' : `a ${kindOf(value)}`;
    return `${place}: "${at}" is ${kind} and has no "${step}".`;
  }
  const paths = pathsOf(value, at);
  const meant = meantPath({path, at, step, siblings: Object.keys(value), values});
  const guess = meant === null ? '' : ` Did you mean {{${meant}}}?`;
  const where = at === '' ? '' : ` in "${at}"`;
  return `${place}: there is no "${step}"${where}.${guess}${given(paths)}`;
}

const kindOf = (value: string | number | boolean): string =>
  typeof value === 'string' ? 'text' : typeof value === 'number' ? 'figure' : 'yes or no';

/** A name beside it that is spelt alike; else one that stands elsewhere. */
function meantPath({
  path,
  at,
  step,
  siblings,
  values,
}: Pick<Missing, 'path' | 'at' | 'step' | 'values'> & {
  siblings: string[];
}): string | null {
  const begin = at === '' ? '' : `${at}.`;
  const sibling = nearestName(step, siblings);
  if (sibling !== null) return begin + sibling + path.slice(begin.length + step.length);
  const all = pathsOf(values);
  const whole = nearestName(path, all);
  if (whole !== null) return whole;
  const ends = all.map(one => one.split('.').at(-1) ?? one);
  const end = nearestName(step, ends);
  return end === null ? null : all[ends.indexOf(end)];
}

function given(paths: readonly string[]): string {
  if (paths.length === 0) return ' The scene gives no values.';
  const more = paths.length > MOST ? ` and ${paths.length - MOST} more` : '';
  return ` The scene gives ${paths.slice(0, MOST).join(', ')}${more}.`;
}
