import {log} from '../command-line/output.ts';
import {defineCommand} from '../command-line/command.ts';
import {EXTRACT_FLAGS} from '../farm/farm-flags.ts';

export const command = defineCommand({
  name: 'farm extract',
  words: '[...scenes]',
  says: 'Let many machines make captures: put those that are stale on a Redis server as jobs',
  flags: EXTRACT_FLAGS,
  examples: [
    'aim farm extract 09 --local',
    'aim farm extract --model decoder=org/name@1234567890123456789012345678901234567890 --store s3://my-course/captures',
  ],
  async run({words, flags, given}) {
    const {farmExtract} = await import('../farm/captures/farm-extract.ts');
    const run = await farmExtract(words, flags, given.workers !== undefined);
    for (const {folder, outcome} of run.collected ?? [])
      log.success(`${folder}: ${outcome === 'kept' ? 'same values' : outcome}`);
    if (run.texts.length > 0) {
      log.info(
        `Captures of texts need no farm; aim extract makes them: ${run.texts.join(', ')}.`,
      );
    }
    if (run.collected === null)
      log.info(
        'Workers make them: npx aim farm worker. The same command with --wait brings them into the course.',
      );
    return run;
  },
});
