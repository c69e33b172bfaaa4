import {answer} from '../command-line/output.ts';
import {defineCommand} from '../command-line/command.ts';

export const command = defineCommand({
  name: 'scenes',
  words: '[...scenes]',
  says: 'List scenes with their cues, captures and lengths',
  flags: {},
  examples: ['aim scenes 09'],
  async run({words, json}) {
    const {describeScenes} = await import('../describe/describe-scenes.ts');
    const {toTable} = await import('../command-line/table.ts');
    const scenes = await describeScenes(words);
    const rows = scenes.map(({id, storyboard, title, cues, seconds}) => [
      id,
      storyboard,
      title.en ?? Object.values(title)[0],
      String(cues.length),
      Object.entries(seconds)
        .map(([locale, value]) => `${locale} ${value.toFixed(1)} s`)
        .join(', '),
    ]);
    answer({json}, toTable(['scene', 'storyboard', 'title', 'cues', 'length'], rows));
    return scenes;
  },
});
