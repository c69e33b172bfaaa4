import type {Command} from '../cli.ts';
import {log, runCommand} from '../output.ts';
import type {CommonFlags} from '../output.ts';
import {ROOT} from '../root.ts';

export const command: Command = cli => {
  cli
    .command('doctor', 'Say what is here, what is missing, and what to do about it')
    .option('--json', 'Print one JSON document on stdout')
    .action((flags: CommonFlags) =>
      runCommand(flags, async () => {
        const {examine} = await import('../setup/examine.ts');
        const {allNeeded} = await import('../setup/status/part-status.ts');
        const {toTable} = await import('../table.ts');
        const parts = await examine(ROOT);
        const rows = parts.map(({name, ok, needed, where, version}) => [
          ok ? 'ok' : needed ? 'MISSING' : 'without',
          name,
          version,
          where,
        ]);
        if (!flags.json) console.log(toTable(['', 'part', 'version', 'where'], rows));
        for (const {name, ok, needed, remedy} of parts) {
          if (remedy === '') continue;
          (ok || !needed ? log.info : log.error)(`${name}: ${remedy}`);
        }
        if (!allNeeded(parts)) process.exitCode = 1;
        return {parts};
      }),
    );
};
