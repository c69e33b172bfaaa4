/** What a flag may be completed with that depends on the course. */
export type FromCourse = 'cues' | 'locales' | 'models' | 'roles';

/**
 * A flag of a command, said once: the parser, the help, the page of commands, completion
 * and whoever reads its value go by this.
 */
export interface Flag<T> {
  /** A letter that it also goes by, `null` for none. */
  readonly short: string | null;
  /** What stands for its value, e.g. `folder`; `null` for one that has none. */
  readonly value: string | null;
  /** What it does, without the end of a sentence. */
  readonly says: string;
  /** All that its value may be, `null` where that is no list. */
  readonly words: readonly string[] | null;
  /** What its value may be, in words, e.g. `1 to 64`; `null` where it has no bounds. */
  readonly takes: string | null;
  /** What completes its value besides; `null` for nothing. */
  readonly fromCourse: FromCourse | null;
  /** What holds where it is not given, in words; `null` where there is nothing to say. */
  readonly byDefault: string | null;
  /** Whether it may stand there more than once. */
  readonly repeats: boolean;
  /**
   * The value as code takes it.
   *
   * @param flag - Its name with dashes, for messages.
   * @param given - As it was given; `undefined` where it was not.
   * @throws UserError that names the flag and what it may be.
   */
  read(flag: string, given: unknown): T;
}

/** The flags of a command, by their names in camel case. */
export type Flags = Readonly<Record<string, Flag<unknown>>>;

/** Flags as they were given, on a command line or in a program. */
export type Given<F extends Flags> = {readonly [name in keyof F]?: unknown};

/** Flags as code takes them. */
export type Values<F extends Flags> = {
  readonly [name in keyof F]: F[name] extends Flag<infer T> ? T : never;
};

/**
 * Read the flags of a table; what else is given is not looked at.
 *
 * @throws UserError that names the first flag at fault.
 */
export const readFlags = <F extends Flags>(flags: F, given: Given<F>): Values<F> =>
  Object.fromEntries(
    Object.entries(flags).map(([name, flag]) => [
      name,
      flag.read(dashed(name), given[name]),
    ]),
  ) as Values<F>;

/** The name as it is written on a command line: `--stale-ok` of `staleOk`. */
export const dashed = (name: string): string =>
  `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
