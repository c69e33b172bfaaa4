import {takingTimes} from '../../foundations/timed.ts';
import {log, sayTimes} from '../command-line/output.ts';
import {defineCommand} from '../command-line/command.ts';
import {LINT_FLAGS} from '../lint/options.ts';

export const command = defineCommand({
  name: 'lint',
  words: '[...scenes]',
  says: 'Look at every cue of scenes for mistakes of layout',
  flags: LINT_FLAGS,
  examples: ['aim lint 09 --locale ko'],
  async run({words, given}) {
    const {lintSelected} = await import('../lint/lint-selected.ts');
    const {result, stages} = await takingTimes(() => lintSelected(words, given));
    const {findings, stale} = result;
    sayTimes(stages);
    if (findings.length > 0) {
      process.exitCode = 1;
      log.error(`${findings.length} findings`);
    } else log.success('No findings');
    return {findings, stale, stages};
  },
});
