import {log} from '../command-line/output.ts';
import {courseHere} from '../../foundations/course-root.ts';
import {defineCommand} from '../command-line/command.ts';

export const command = defineCommand({
  name: 'doctor',
  words: '',
  says: 'Say what is here, what is missing, and what to do about it',
  flags: {},
  examples: [],
  async run({json}) {
    const {examine} = await import('../setup/examine.ts');
    const {toTable} = await import('../command-line/table.ts');
    const parts = await examine(courseHere());
    const rows = parts.map(({name, ok, needed, where, version, remedy}) => [
      ok ? 'ok' : needed ? 'MISSING' : 'without',
      name,
      version,
      where,
      remedy,
    ]);
    if (!json) {
      console.log(toTable(['', 'part', 'version', 'where', 'remedy'], rows));
    }
    const missing = parts.filter(({ok, needed}) => needed && !ok);
    if (missing.length === 0) log.success('All that is needed is here.');
    else log.error(`Not as it should be: ${missing.map(({name}) => name).join(', ')}.`);
    if (missing.length > 0) process.exitCode = 1;
    return {parts};
  },
});
