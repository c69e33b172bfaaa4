import {cac} from 'cac';
import type {CAC} from 'cac';

import {UserError} from '../data-extract/user-error.ts';
import {runCommand} from './output.ts';

/** One command of `aim`: adds itself to the parser, and imports its work lazily. */
export type Command = (cli: CAC) => void;

const COMMANDS: (() => Promise<{command: Command}>)[] = [
  () => import('./commands/setup.ts'),
  () => import('./commands/doctor.ts'),
  () => import('./commands/scenes.ts'),
  () => import('./commands/extract.ts'),
  () => import('./commands/capture.ts'),
  () => import('./commands/inspect.ts'),
  () => import('./commands/status.ts'),
  () => import('./commands/render.ts'),
  () => import('./commands/still.ts'),
  () => import('./commands/compare.ts'),
  () => import('./commands/lint.ts'),
  () => import('./commands/edit.ts'),
  () => import('./commands/new.ts'),
  () => import('./commands/demo.ts'),
];

/**
 * Parse and run one `aim` command line.
 *
 * @param argv - Arguments after the program's name.
 */
export async function main(argv: string[]): Promise<void> {
  const cli = cac('aim');
  for (const load of COMMANDS) (await load()).command(cli);
  cli.help();
  try {
    cli.parse(['node', 'aim', ...argv], {run: false});
    if (cli.matchedCommand !== undefined) {
      await cli.runMatchedCommand();
    } else if (!cli.options.help) {
      const [name] = argv;
      if (name !== undefined) throw new Error(`Unknown command "${name}".`);
      cli.outputHelp();
    }
  } catch (error) {
    // cac reports unknown flags and missing arguments by throwing.
    await runCommand({json: argv.includes('--json')}, () =>
      Promise.reject(
        new UserError(
          'command-line',
          error instanceof Error ? error.message : String(error),
          '`npm run aim -- --help` lists the commands, `<command> --help` what one takes.',
        ),
      ),
    );
  }
}
