import {cac} from 'cac';
import type {CAC} from 'cac';

import {log} from './output.ts';

/** One command of `aim`: adds itself to the parser, and imports its work lazily. */
export type Command = (cli: CAC) => void;

const COMMANDS: (() => Promise<{command: Command}>)[] = [
  () => import('./commands/setup.ts'),
  () => import('./commands/doctor.ts'),
  () => import('./commands/scenes.ts'),
  () => import('./commands/extract.ts'),
  () => import('./commands/render.ts'),
  () => import('./commands/still.ts'),
  () => import('./commands/edit.ts'),
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
    if (cli.matchedCommand === undefined && !cli.options.help) {
      if (argv.length > 0 && !argv[0].startsWith('-')) log.error(`Unknown command "${argv[0]}".`);
      cli.outputHelp();
      process.exitCode = argv.length > 0 ? 1 : 0;
      return;
    }
    await cli.runMatchedCommand();
  } catch (error) {
    // cac reports unknown flags and missing arguments by throwing.
    log.error(error instanceof Error ? error.message : String(error));
    log.info('`aim <command> --help` lists what the command takes.');
    process.exitCode = 1;
  }
}
