import type {ScriptValue} from './values.ts';

/**
 * What a script may write for a value: the paths of all texts and figures in it, as
 * `count`, `heads.sink.mean`, `top[0].text`. Of a list the first entry stands for all.
 *
 * @param at - Path of the value itself; empty for the values of a scene.
 */
export function pathsOf(value: ScriptValue | undefined, at = ''): string[] {
  if (isList(value)) return pathsOf(value[0], `${at}[0]`);
  if (typeof value !== 'object' || value === null) {
    return value === null || value === undefined ? [] : [at];
  }
  return Object.entries(value).flatMap(([name, inner]) =>
    pathsOf(inner, at === '' ? name : `${at}.${name}`),
  );
}

// Array.isArray() does not know read-only arrays.
export const isList = (value: ScriptValue | undefined): value is readonly ScriptValue[] =>
  Array.isArray(value);
