import {log} from '../command-line/output.ts';
import {defineCommand} from '../command-line/command.ts';
import {WORKER_FLAGS} from '../farm/farm-flags.ts';

export const command = defineCommand({
  name: 'farm worker',
  words: '',
  says: 'Draw chunks, and make captures, of the plans that are on a Redis server',
  flags: WORKER_FLAGS,
  examples: ['aim farm worker --redis redis://10.0.0.5:6379 --until-done'],
  async run({flags}) {
    const {runWorker} = await import('../farm/run-worker.ts');
    const report = await runWorker(flags);
    const {captures, chunks, frames, seconds} = report;
    const made = captures > 0 ? `${captures} captures, ` : '';
    log.success(
      `${made}${chunks} chunks, ${frames} frames, in ${seconds.toFixed(1)} s of work.`,
    );
    return report;
  },
});
