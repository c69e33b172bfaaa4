import {UserError} from '../../foundations/user-error.ts';
import {log} from '../command-line/output.ts';
import {courseRoot} from '../../foundations/course-root.ts';
import {defineCommand} from '../command-line/command.ts';

export const command = defineCommand({
  name: 'new',
  words: '<what> <lesson> <name>',
  says: 'Make the files of a scene, and of its lesson where that is new: aim new scene',
  flags: {},
  examples: [
    'aim new scene 09 softmax-by-hand',
    'aim new scene 12-kv-cache why-it-grows',
  ],
  async run({words}) {
    const [what, lesson, name] = words;
    if (what !== 'scene') {
      throw new UserError(
        'command-line',
        `aim new makes scenes, and no "${what}".`,
        'Write: npm run aim -- new scene <lesson> <name>',
      );
    }
    const {newScene} = await import('../new-scene/new-scene.ts');
    const {extractScenes} = await import('../course/extract-scenes.ts');
    const {place, files} = await newScene(courseRoot(), lesson, name);
    const id = `${place.lesson}/${place.scene}`;
    for (const file of files) log.success(file);
    if (place.isNewLesson)
      log.info(`Name the lesson in each language: scenes/${place.lesson}/lesson.json`);
    const [{folder}] = await extractScenes([id], {force: false, models: []});
    log.success(folder);
    log.info(`npm start shows it; npm run render -- ${place.scene} renders it.`);
    return {scene: id, files, captures: [folder]};
  },
});
