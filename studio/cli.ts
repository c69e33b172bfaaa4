import {cac} from 'cac';
import type {CAC} from 'cac';

import {UserError} from '../data-extract/user-error.ts';
import {runCommand} from './output.ts';

/** One command of `aim`: adds itself to the parser, and imports its work lazily. */
export type Command = (cli: CAC) => void;

/** By their names, in the order of the help. */
const COMMANDS: Record<string, () => Promise<{command: Command}>> = {
  setup: () => import('./commands/setup.ts'),
  doctor: () => import('./commands/doctor.ts'),
  scenes: () => import('./commands/scenes.ts'),
  extract: () => import('./commands/extract.ts'),
  capture: () => import('./commands/capture.ts'),
  inspect: () => import('./commands/inspect.ts'),
  status: () => import('./commands/status.ts'),
  render: () => import('./commands/render.ts'),
  still: () => import('./commands/still.ts'),
  compare: () => import('./commands/compare.ts'),
  lint: () => import('./commands/lint.ts'),
  edit: () => import('./commands/edit.ts'),
  new: () => import('./commands/new.ts'),
  demo: () => import('./commands/demo.ts'),
};

/**
 * Parse and run one `aim` command line.
 *
 * @param argv - Arguments after the program's name.
 */
export async function main(argv: string[]): Promise<void> {
  const cli = cac('aim');
  // The others are not needed for it, and loading them takes time.
  const [wanted] = argv;
  const known = wanted !== undefined && Object.hasOwn(COMMANDS, wanted);
  for (const load of known ? [COMMANDS[wanted]] : Object.values(COMMANDS))
    (await load()).command(cli);
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
