import {UserError} from '../../foundations/user-error.ts';
import type {Command} from '../command-line/command.ts';
import {log, runCommand} from '../command-line/output.ts';
import type {CommonFlags} from '../command-line/output.ts';
import {ROOT} from '../../foundations/root.ts';

export const command: Command = cli => {
  cli
    .command(
      'new <what> <lesson> <name>',
      'Make the files of a scene, and of its lesson where that is new: aim new scene',
    )
    .option('--json', 'Print one JSON document on stdout')
    .example('aim new scene 09 softmax-by-hand')
    .example('aim new scene 12-kv-cache why-it-grows')
    .action(
      (
        what: string,
        lesson: string | number,
        name: string | number,
        flags: CommonFlags,
      ) =>
        runCommand(flags, async () => {
          if (what !== 'scene') {
            throw new UserError(
              'command-line',
              `aim new makes scenes, and no "${what}".`,
              'Write: npm run aim -- new scene <lesson> <name>',
            );
          }
          const {newScene} = await import('../new-scene/new-scene.ts');
          const {extractScenes} = await import('../course/extract-scenes.ts');
          const {place, files} = await newScene(ROOT, String(lesson), String(name));
          const id = `${place.lesson}/${place.scene}`;
          for (const file of files) log.success(file);
          if (place.isNewLesson)
            log.info(
              `Name the lesson in each language: scenes/${place.lesson}/lesson.json`,
            );
          const [{folder}] = await extractScenes([id], {force: false, models: []});
          log.success(folder);
          log.info(`npm start shows it; npm run render -- ${place.scene} renders it.`);
          return {scene: id, files, captures: [folder]};
        }),
    );
};
