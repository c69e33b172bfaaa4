import {figure, group, percent} from './numbers.ts';
import type {ScriptValue} from './values.ts';

/** What may follow a `|` in a caption. */
export interface Filter {
  /** Kind of value that it can write. */
  takes: 'number' | 'text';
  /** A value to show it with. */
  sample: number | string;
  /** The value as text, `null` where it is of another kind. */
  write(value: ScriptValue): string | null;
}

const ofNumber = (sample: number, write: (value: number) => string): Filter => ({
  takes: 'number',
  sample,
  write: value => (typeof value === 'number' ? write(value) : null),
});

const ofText = (sample: string, write: (value: string) => string): Filter => ({
  takes: 'text',
  sample,
  write: value => (typeof value === 'string' ? write(value) : null),
});

export const FILTERS = {
  /** A share from 0 to 1 in whole percent, rounded as the labels of the picture are. */
  percent: ofNumber(0.4167, percent),
  /** A figure with three decimals. */
  fine: ofNumber(-0.00512, value => figure(value, 3)),
  /** Digits grouped by commas, with at most two decimals. What no filter follows is so too. */
  number: ofNumber(1234567.891, group),
  /** A token without the spaces around it. */
  word: ofText(' bird', value => value.trim()),
} satisfies Record<string, Filter>;

/** A filter by its name in a script, `null` where there is none. */
export const filterOf = (name: string): Filter | null =>
  Object.hasOwn(FILTERS, name) ? FILTERS[name as keyof typeof FILTERS] : null;
