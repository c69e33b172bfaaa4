import {takingTimes} from '../../foundations/timed.ts';
import {log, sayTimes} from '../command-line/output.ts';
import {defineCommand} from '../command-line/command.ts';
import {STILL_FLAGS} from '../render/options/still-options.ts';

export const command = defineCommand({
  name: 'still',
  words: '[...scenes]',
  says: 'Save pictures of scenes, one per cue',
  flags: STILL_FLAGS,
  examples: [
    'aim still what-is-it --at answer --scale 2',
    'aim still what-is-it --at answer --format pdf',
    'aim still 09 --contact-sheet --theme both',
  ],
  async run({words, given}) {
    const {saveStills} = await import('../render/stills/stills.ts');
    const {result, stages} = await takingTimes(() => saveStills(words, given));
    for (const file of result.files) log.success(file);
    sayTimes(stages);
    return {...result, stages};
  },
});
