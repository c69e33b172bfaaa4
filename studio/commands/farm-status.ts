import {answer} from '../command-line/output.ts';
import {defineCommand} from '../command-line/command.ts';
import {STATUS_FLAGS} from '../farm/farm-flags.ts';

export const command = defineCommand({
  name: 'farm status',
  words: '',
  says: 'Say which workers and plans a farm has, how fast it is, and how long it will take',
  flags: STATUS_FLAGS,
  examples: ['aim farm status', 'aim farm status --forget 0f3a9b2c4d5e'],
  async run({flags, json}) {
    const {lookAtFarm} = await import('../farm/look-at-farm.ts');
    const {describeFarm} = await import('../farm/farm-status.ts');
    const status = await lookAtFarm(flags);
    answer({json}, describeFarm(status));
    return status;
  },
});
