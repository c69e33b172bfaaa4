import {didYouMean} from '../../foundations/did-you-mean.ts';
import {UserError} from '../../foundations/user-error.ts';

/** A flag that a command knows, as cac describes it. */
export interface KnownFlag {
  /** In camel case, without dashes; its longest name last. */
  names: readonly string[];
  isBoolean?: boolean;
  config: {type?: unknown};
}

/**
 * What stands behind each flag on a command line, by the flag's longest name, as it was
 * written; an empty text where nothing does.
 *
 * @param argv - The command line from the command on.
 * @throws UserError for a flag that the command does not know.
 */
export function givenFlags(
  argv: readonly string[],
  known: readonly KnownFlag[],
): Map<string, string[]> {
  const given = new Map<string, string[]>();
  const end = argv.indexOf('--');
  const own = end < 0 ? argv : argv.slice(0, end);
  for (const [i, word] of own.entries()) {
    const [, written, , value] = /^--?([a-z][\w-]*)(=(.*))?$/is.exec(word) ?? [];
    if (written === undefined) continue;
    const flag = known.find(({names}) =>
      names.includes(camelCase(written.replace(/^no-/, ''))),
    );
    if (!flag) throw unknownFlag(word, known);
    const next = flag.isBoolean || own[i + 1]?.startsWith('-') ? undefined : own[i + 1];
    const name = flag.names.at(-1) ?? written;
    given.set(name, [...(given.get(name) ?? []), value ?? next ?? '']);
  }
  return given;
}

/**
 * Refuse flags that stand there twice, except those that are lists: the one that counts
 * would be a guess.
 *
 * @throws UserError naming the flag.
 */
export function refuseTwice(
  given: ReadonlyMap<string, readonly string[]>,
  known: readonly KnownFlag[],
): void {
  for (const {names, config} of known) {
    const name = names.at(-1) ?? '';
    const values = given.get(name) ?? [];
    if (values.length < 2 || Array.isArray(config.type)) continue;
    const both = values.filter(value => value !== '').join('" and "');
    throw new UserError(
      'flag',
      `${dashed(name)} is given twice${both === '' ? '' : `: "${both}"`}.`,
      'Give it once.',
    );
  }
}

/**
 * Refuse flags behind which nothing stands, where something must.
 *
 * @throws UserError naming the flag.
 */
export function refuseEmpty(
  given: ReadonlyMap<string, readonly string[]>,
  known: readonly KnownFlag[],
): void {
  for (const {names, isBoolean} of known) {
    const name = names.at(-1) ?? '';
    if (isBoolean || !given.get(name)?.includes('')) continue;
    throw new UserError(
      'flag',
      `${dashed(name)} has no value.`,
      `Give one; where it begins with a dash, as ${dashed(name)}=-...`,
    );
  }
}

function unknownFlag(word: string, known: readonly KnownFlag[]): UserError {
  const written = word.split('=')[0];
  const names = known.map(({names: all}) => dashed(all.at(-1) ?? ''));
  return new UserError(
    'command-line',
    `There is no flag ${written}.${didYouMean(written, names)}`,
    `There are: ${names.join(', ')}.`,
  );
}

const camelCase = (name: string): string =>
  name.replace(/([a-z])-([a-z])/g, (_, a: string, b: string) => a + b.toUpperCase());

const dashed = (name: string): string =>
  `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
