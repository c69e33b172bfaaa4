import {log} from '../command-line/output.ts';
import {defineCommand} from '../command-line/command.ts';
import {PICTURE} from '../render/options/picture-flags.ts';

const SCENE = '09-self-attention/what-is-it';

export const command = defineCommand({
  name: 'demo',
  words: '',
  says: 'From a model to an MP4: set up, capture and render one scene',
  flags: {locale: {...PICTURE.locale, byDefault: 'en'}},
  examples: [],
  async run({flags}) {
    const {takingTimes, timed} = await import('../../foundations/timed.ts');
    const {setUpOrFail} = await import('../setup/set-up-or-fail.ts');
    const {extractScenes} = await import('../course/extract-scenes.ts');
    const {renderSelected} = await import('../render/render-selected.ts');
    const {locale = 'en'} = flags;
    const {result: outcome, stages} = await takingTimes(async () => {
      await timed('set up', () => setUpOrFail());
      await timed('capture', () => extractScenes([SCENE], {force: true, models: []}));
      return timed('render', () => renderSelected([SCENE], {locale}));
    });
    for (const {name, seconds} of stages) log.info(`${name}: ${seconds.toFixed(1)} s`);
    const videos = 'videos' in outcome ? outcome.videos : [];
    for (const {file} of videos) log.success(file);
    return {videos, stages};
  },
});
