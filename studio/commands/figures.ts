import {relative, resolve} from 'node:path';

import {takingTimes} from '../../foundations/timed.ts';
import {defineCommand} from '../command-line/command.ts';
import {yes} from '../command-line/flag-kinds.ts';
import {errorDocument, log, sayError, sayTimes} from '../command-line/output.ts';

export const command = defineCommand({
  name: 'figures',
  words: '<file>',
  says: 'Draw the figures that a YAML file lists, those again of which something has changed',
  flags: {force: yes('Draw all of them again')},
  examples: ['aim figures paper/figures.yaml'],
  async run({words, flags: {force}}) {
    const {makeFigures} = await import('../figure/batch/make-figures.ts');
    const {result: figures, stages} = await takingTimes(() =>
      makeFigures(resolve(words[0]), {
        force,
        onMade(made) {
          const name = relative('.', made.file);
          if (made.state === 'failed') sayError(made.error);
          else if (made.state === 'drawn') log.success(name);
          else log.info(`${name} is as it would be drawn now`);
        },
      }),
    );
    sayTimes(stages);
    const failed = figures.filter(({state}) => state === 'failed');
    if (failed.length > 0) {
      process.exitCode = 1;
      log.error(
        `${failed.length} of ${figures.length} figures could not be drawn; files that were there are as they were: ${failed.map(({file}) => relative('.', file)).join(', ')}`,
      );
    }
    return {
      stages,
      figures: figures.map(made =>
        made.state === 'failed' ? {...made, error: errorDocument(made.error)} : made,
      ),
    };
  },
});
