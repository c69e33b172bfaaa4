import {log} from '../command-line/output.ts';
import {defineCommand} from '../command-line/command.ts';
import {yes} from '../command-line/flag-kinds.ts';

export const command = defineCommand({
  name: 'setup',
  words: '',
  says: 'Find or install browser, encoder and GPU libraries',
  flags: {quiet: yes('Say only what went wrong')},
  examples: [],
  async run({flags}) {
    const {setUp} = await import('../setup/set-up.ts');
    const {allNeeded} = await import('../setup/status/part-status.ts');
    const parts = await setUp((part, {where, problem}) => {
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
  },
});
