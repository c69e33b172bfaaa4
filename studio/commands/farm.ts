import {log} from '../command-line/output.ts';
import {defineCommand} from '../command-line/command.ts';
import {FARM_FLAGS} from '../farm/farm-flags.ts';

export const command = defineCommand({
  name: 'farm',
  words: '[...scenes]',
  says: 'Let many machines draw a render: put its chunks on a Redis server as jobs',
  flags: FARM_FLAGS,
  examples: [
    'aim farm 09 --local',
    'aim farm --preset final --store s3://my-course/chunks --redis redis://10.0.0.5:6379',
  ],
  async run({words, given}) {
    const {runFarm} = await import('../farm/run-farm.ts');
    const {reportRender} = await import('../render/report.ts');
    const run = await runFarm(words, given);
    if (run.render !== null) reportRender(run.render);
    else
      log.info(
        `Workers draw it: npx aim farm worker. When aim farm status has none left: ${run.assemble}`,
      );
    return run;
  },
});
