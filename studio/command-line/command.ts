import type {CAC} from 'cac';

import {dashed, readFlags} from './flag.ts';
import type {Flag, Flags, Given, Values} from './flag.ts';
import {yes} from './flag-kinds.ts';
import {runCommand} from './output.ts';
import type {CommonFlags} from './output.ts';

/** What a command is run with. */
export interface Asked<F extends Flags> extends CommonFlags {
  /** The words before and between the flags. */
  words: readonly string[];
  /** Its flags as they were given; all can be read. */
  given: Given<F>;
  /** Its flags, read. */
  flags: Values<F>;
}

/** One command of `aim`, said once; its work is imported when it is run. */
export interface CommandSpec<F extends Flags = Flags> {
  name: string;
  /** The words that it takes, e.g. `<model> [text]` or `[...scenes]`. */
  words: string;
  /** What it does, without the end of a sentence. */
  says: string;
  flags: F;
  examples: readonly string[];
  /** @returns What `--json` prints. */
  run(asked: Asked<F>): Promise<object>;
}

/** A command, whatever its flags. */
export type Command = Omit<CommandSpec, 'run'> & {
  run(words: readonly string[], given: Given<Flags>): Promise<void>;
};

/** Flags that every command has. */
export const COMMON: Flags = {json: yes('Print one JSON document on stdout')};

/** Say a command. Its flags are read, and refused, before it runs. */
export const defineCommand = <F extends Flags>({
  run,
  ...rest
}: CommandSpec<F>): Command => ({
  ...rest,
  run: (words, given) => {
    const json = given.json === true;
    return runCommand({json}, () => {
      const own = given as Given<F>;
      return run({words, given: own, flags: readFlags(rest.flags, own), json});
    });
  },
});

/** Add a command to the parser, which makes the help of it too. */
export function addCommand(cli: CAC, {name, words, says, ...rest}: Command): void {
  const command = cli.command([name, words].join(' ').trim(), says);
  for (const [flag, about] of Object.entries({...rest.flags, ...COMMON}))
    command.option(
      writtenAs(flag, about),
      helpOf(about),
      about.repeats ? {type: [String]} : {},
    );
  for (const example of rest.examples) command.example(example);
  command.action((...args: unknown[]) => {
    const {'--': _, ...given} = args.at(-1) as Given<Flags>;
    const said = args
      .slice(0, -1)
      .flat()
      .filter(word => word !== undefined);
    return rest.run(said.map(String), given);
  });
}

/** A flag as the help and pages write it: `-o, --out <file>`. Pure. */
export const writtenAs = (name: string, {short, value}: Flag<unknown>): string =>
  [
    ...(short === null ? [] : [`-${short},`]),
    dashed(name),
    ...(value === null ? [] : [`<${value}>`]),
  ].join(' ');

/** What a flag does, what its value may be and what holds without it, in a line. Pure. */
export function helpOf({says, takes, byDefault}: Flag<unknown>): string {
  const more = [takes, byDefault === null ? null : `default: ${byDefault}`];
  const said = more.filter(part => part !== null).join('; ');
  return said === '' ? says : `${says} (${said})`;
}
