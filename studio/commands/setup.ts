import type {Command} from '../command-line/command.ts';
import {log, runCommand} from '../command-line/output.ts';
import type {CommonFlags} from '../command-line/output.ts';
import {ROOT} from '../../foundations/root.ts';

interface Flags extends CommonFlags {
  quiet?: boolean;
}

export const command: Command = cli => {
  cli
    .command('setup', 'Find or install browser, encoder and GPU libraries')
    .option('--quiet', 'Say only what went wrong')
    .option('--json', 'Print one JSON document on stdout')
    .action((flags: Flags) =>
      runCommand(flags, async () => {
        const {setUp} = await import('../setup/set-up.ts');
        const {allNeeded} = await import('../setup/status/part-status.ts');
        const parts = await setUp(ROOT, (part, {where, problem}) => {
          if (flags.quiet) return;
          if (problem) log.info(`${part}: not by ${where}: ${problem}`);
          else log.start(`${part}: trying ${where} ...`);
        });
        for (const {name, ok, needed, where, version, remedy} of parts) {
          if (!ok && needed) log.error(`${name}: ${where}\n${remedy}`);
          else if (flags.quiet) continue;
          else if (ok) log.success(`${name} ${version} (${where})`);
          else log.info(`${name}: ${where}. ${remedy}`);
        }
        if (!allNeeded(parts)) process.exitCode = 1;
        return {parts};
      }),
    );
};
