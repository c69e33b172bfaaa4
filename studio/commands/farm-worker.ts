import {log} from '../command-line/output.ts';
import {defineCommand} from '../command-line/command.ts';
import {WORKER_FLAGS} from '../farm/farm-flags.ts';

export const command = defineCommand({
  name: 'farm worker',
  words: '',
  says: 'Draw chunks of the plans that aim farm has put on a Redis server',
  flags: WORKER_FLAGS,
  examples: ['aim farm worker --redis redis://10.0.0.5:6379 --until-done'],
  async run({flags}) {
    const {runWorker} = await import('../farm/run-worker.ts');
    const report = await runWorker(flags);
    const {chunks, frames, seconds} = report;
    log.success(`${chunks} chunks, ${frames} frames, drawn in ${seconds.toFixed(1)} s.`);
    return report;
  },
});
