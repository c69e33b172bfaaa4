/** Values that a script may name. */
export type ScriptValue =
  | string
  | number
  | boolean
  | null
  | readonly ScriptValue[]
  | {readonly [name: string]: ScriptValue};

export type ScriptValues = Record<string, ScriptValue>;

type Filter = (value: ScriptValue) => string | null;

/** What may follow a `|`; `null` means that the value does not fit. */
const FILTERS: Record<string, Filter> = {
  percent: value => (typeof value === 'number' ? percent(value) : null),
  fine: value => (typeof value === 'number' ? figure(value, 3) : null),
  number: value => (typeof value === 'number' ? group(value) : null),
  word: value => (typeof value === 'string' ? value.trim() : null),
};

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
  const filled = template.replace(PLACE, (_, inner: string) => {
    const [path, filter, ...rest] = inner.split('|').map(part => part.trim());
    if (!PATH.test(path) || rest.length > 0) {
      throw new Error(`{{${inner}}} is not of the form {{value}} or {{value | filter}}`);
    }
    const value = lookUp(path, values);
    if (filter === undefined) {
      if (typeof value === 'string') return value;
      if (typeof value === 'number') return group(value);
      throw new Error(`{{${path}}} is neither text nor a number`);
    }
    if (!(filter in FILTERS)) {
      throw new Error(
        `unknown filter "${filter}"; known are ${Object.keys(FILTERS).join(', ')}`,
      );
    }
    const text = FILTERS[filter](value);
    if (text === null) throw new Error(`{{${path}}} does not fit the filter "${filter}"`);
    return text;
  });
  if (/\{\{|\}\}/.test(filled)) throw new Error('unpaired {{ or }}');
  return filled;
}

function lookUp(path: string, values: ScriptValues): ScriptValue {
  let value: ScriptValue | undefined = values;
  for (const key of path.match(/\w+/g) ?? []) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, ScriptValue>)[key]
        : undefined;
    if (value === undefined) {
      throw new Error(
        `{{${path}}}: there is no "${key}"; known are ${Object.keys(values).join(', ')}`,
      );
    }
  }
  return value;
}

/** `0.417` as `42%`. The same rounding as the picture's own labels. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** A figure with so many decimals, and a true minus sign: `\u22123.03`. */
export function figure(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `\u2212${text}` : text;
}

/** Digits grouped by commas, at most two decimals; the same in every locale we speak. */
export function group(value: number): string {
  const rounded = Number.isInteger(value)
    ? String(value)
    : String(Number(value.toFixed(2)));
  const [whole, decimals] = rounded.replace('-', '\u2212').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}
