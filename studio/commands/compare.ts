import {log} from '../command-line/output.ts';
import {courseRoot} from '../../foundations/course-root.ts';
import {defineCommand} from '../command-line/command.ts';
import {COMPARE_FLAGS} from '../compare/compare-flags.ts';

export const command = defineCommand({
  name: 'compare',
  words: '[...scenes]',
  says: "Put two models' versions of scenes side by side",
  flags: COMPARE_FLAGS,
  examples: [
    'aim compare what-is-it --with decoder=org/name',
    'aim compare 09 --with .cache/captures/decoder=org--name --locale en',
  ],
  async run({words, given}) {
    const {compareScenes} = await import('../compare/compare-scenes.ts');
    const compared = await compareScenes(courseRoot(), words, given);
    for (const {file, seconds} of compared.videos)
      log.success(`${file} (${seconds.toFixed(1)} s)`);
    return compared;
  },
});
