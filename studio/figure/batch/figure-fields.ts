import {dashed} from '../../command-line/flag.ts';
import {FIGURE_FLAGS} from '../figure-flags.ts';
import type {FigureFlags} from '../figure-flags.ts';

/** The field that says what is drawn. */
export const KIND = 'kind';

/** Flags of `aim figure` by the names that they have as fields. */
const FIELDS = new Map(
  Object.keys(FIGURE_FLAGS).map(name => [
    dashed(name).slice(2),
    name as keyof FigureFlags,
  ]),
);

/** Names of the fields that are flags. */
export const FLAG_FIELDS: readonly string[] = [...FIELDS.keys()];

/** Those that may hold a list. */
export const LIST_FIELDS: readonly string[] = [...FIELDS]
  .filter(([, name]) => FIGURE_FLAGS[name].repeats)
  .map(([field]) => field);

/** Fields that hold what a reader or a model reads: YAML must not cut or change them. */
export const TEXT_FIELDS: readonly string[] = [
  ...(['text', 'target', 'title', 'pick', 'token'] as const),
];

/**
 * Fields as the flags that they are. Pure.
 *
 * @param fields - What each field of {@link FLAG_FIELDS} holds.
 */
export function flagsOf(fields: ReadonlyMap<string, unknown>): FigureFlags {
  const flags = [...fields].flatMap(([field, value]) => {
    const name = FIELDS.get(field);
    return name === undefined ? [] : [[name, truthOf(name, value)] as const];
  });
  return Object.fromEntries(flags);
}

/** Of a field that is a flag without a value, whether it is set. */
function truthOf(name: keyof FigureFlags, value: unknown): unknown {
  if (FIGURE_FLAGS[name].value !== null) return value;
  return value === 'true' ? true : value === 'false' ? undefined : value;
}
