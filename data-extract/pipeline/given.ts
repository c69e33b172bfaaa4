import {UserError} from '../../foundations/user-error.ts';
import type {InputRole} from '../graph/inputs/input-role.ts';
import type {CaptureModel} from '../run/capture-model.ts';
import type {GivenValue, GivenValues} from '../run/stage-input.ts';

/** Inputs with an entry for each token that is read; positions have axes before it. */
const PER_TOKEN: ReadonlySet<InputRole | undefined> = new Set([
  'mask',
  'positions',
  'segments',
]);

/** @throws UserError for an input that no graph of the model has, and for token ids. */
export function checkFeeds({open}: Pick<CaptureModel, 'open'>, feeds: GivenValues): void {
  const graphs = [open.main, ...(open.encoder ? [open.encoder] : [])];
  const names = graphs.flatMap(({map}) => map.graph.inputs.map(({name}) => name));
  const unknown = [...feeds.keys()].find(name => !names.includes(name));
  if (unknown !== undefined) {
    throw new UserError(
      'model-input',
      `The model has no input "${unknown}".`,
      `It reads ${[...new Set(names)].join(', ')}.`,
    );
  }
  const ids = [...feeds.keys()].find(name =>
    graphs.some(({map}) => map.inputs.roles.get(name) === 'ids'),
  );
  if (ids === undefined) return;
  throw new UserError(
    'model-input',
    `The input "${ids}" reads the ids of the tokens, which captures tell the text of.`,
    open.encoder
      ? 'Give them as --ids and --target-ids (ids and targetIds).'
      : 'Give them as --ids (ids).',
  );
}

/**
 * @param what - What is read, for the message.
 * @param count - How many tokens it has.
 * @throws UserError where what is given for each token has another number of entries: a
 * graph might stretch it over all.
 */
export function checkLengths(
  what: string,
  count: number,
  roles: ReadonlyMap<string, InputRole>,
  feeds: GivenValues,
): void {
  // Beside a cache of one's own there are more positions than tokens.
  if ([...feeds.keys()].some(name => roles.get(name) === 'past')) return;
  const other = [...feeds].find(
    ([name, value]) => PER_TOKEN.has(roles.get(name)) && !fits(value, count),
  );
  if (!other) return;
  const [name, value] = other;
  const shape = typeof value === 'number' ? [] : value.shape;
  throw new UserError(
    'model-input',
    `What is given for the input "${name}" has the axes [${shape.join(', ')}], but ${what} has ${count} ${count === 1 ? 'token' : 'tokens'}.`,
    `Give an array [1, ${count}], special tokens counted.`,
  );
}

/** Of two axes the first is the batch, and the last one of any is that of the tokens. */
const fits = (value: GivenValue, count: number): boolean =>
  typeof value === 'number' ||
  (value.shape.at(-1) === count && (value.shape.length !== 2 || value.shape[0] === 1));
