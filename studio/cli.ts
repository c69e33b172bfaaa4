import {cac} from 'cac';

import {didYouMean} from '../foundations/did-you-mean.ts';
import {UserError} from '../foundations/user-error.ts';
import {ownVersion} from '../foundations/versions.ts';
import {addCommand} from './command-line/command.ts';
import {COMMANDS, joinedName} from './commands.ts';
import {givenFlags, refuseEmpty, refuseTwice} from './command-line/given-flags.ts';
import {runCommand} from './command-line/output.ts';
import {forgetModules} from './course/import-module.ts';

/**
 * Parse and run one `aim` command line. A process may run several, one after the other.
 *
 * @param argv - Arguments after the program's name.
 */
export async function main(argv: string[]): Promise<void> {
  forgetModules();
  try {
    await run(withNegatives(joinedName(helpAsked(argv))));
  } catch (error) {
    // What a command itself throws, it has reported; this is about the words before it.
    await runCommand({json: argv.includes('--json')}, () =>
      Promise.reject(asMistake(error)),
    );
  }
}

async function run(argv: readonly string[]): Promise<void> {
  if (argv[0] === 'complete') return answerTab(argv.slice(argv[1] === '--' ? 2 : 1));
  const cli = cac('aim');
  const [wanted] = argv;
  if (wanted !== undefined && !wanted.startsWith('-')) requireCommand(wanted);
  // The others are not needed for it, and loading them takes time.
  const known = wanted !== undefined && Object.hasOwn(COMMANDS, wanted);
  for (const load of known ? [COMMANDS[wanted]] : Object.values(COMMANDS))
    addCommand(cli, (await load()).command);
  if (!known) cli.command('help [command]', 'Say what a command takes');
  cli.help();
  cli.version(ownVersion(), '--version');
  cli.parse(['node', 'aim', ...argv], {run: false});
  const {matchedCommand: command} = cli;
  if (command === undefined) {
    if (!cli.options.help && !cli.options.version) cli.outputHelp();
    return;
  }
  if (cli.options.version) {
    cli.outputVersion();
    return;
  }
  const flags = [...command.options, ...cli.globalCommand.options];
  const given = givenFlags(argv, flags);
  refuseTwice(given, flags);
  refuseEmpty(given, flags);
  // The parser makes a number of what looks like one: 7 of 007, 2024.1 of 2024.10.
  for (const [name, [text]] of given) {
    const value: unknown = cli.options[name];
    if (typeof value === 'number' && String(value) !== text) cli.options[name] = text;
  }
  await cli.runMatchedCommand();
}

/** `help` and `help <command>` as the flags that they stand for. */
function helpAsked(argv: readonly string[]): readonly string[] {
  if (argv[0] !== 'help') return argv;
  const about = argv.slice(1).filter(word => !word.startsWith('-'));
  return [...joinedName(about).slice(0, 1), '--help'];
}

/** What a shell is told that asks how a line may go on; nothing it cannot read. */
async function answerTab(line: readonly string[]): Promise<void> {
  const {completionsOf} = await import('./complete.ts');
  process.stdout.write(`${(await completionsOf(line)).join('\n')}\n`);
}

function requireCommand(name: string): void {
  const names = Object.keys(COMMANDS);
  if (names.includes(name)) return;
  throw new UserError(
    'command-line',
    `Unknown command "${name}".${didYouMean(name, names)}`,
    '`npm run aim -- --help` lists the commands.',
  );
}

/** The parser reports missing words and values by throwing. */
const asMistake = (error: unknown): UserError =>
  error instanceof UserError
    ? error
    : new UserError(
        'command-line',
        error instanceof Error ? error.message : String(error),
        '`npm run aim -- --help` lists the commands, `<command> --help` what one takes.',
      );

/** A number below 0 is the value of the flag before it, not a flag. */
const withNegatives = (argv: readonly string[]): string[] =>
  argv.flatMap((part, i) => {
    const isValue = (value: string | undefined): boolean => /^-\d/.test(value ?? '');
    const isFlag = (flag: string | undefined): boolean => /^--[^=]+$/.test(flag ?? '');
    if (isFlag(part) && isValue(argv[i + 1])) return [`${part}=${argv[i + 1]}`];
    return isValue(part) && isFlag(argv[i - 1]) ? [] : [part];
  });
