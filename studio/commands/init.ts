import {defineCommand} from '../command-line/command.ts';
import {text} from '../command-line/flag-kinds.ts';
import {log} from '../command-line/output.ts';

export const command = defineCommand({
  name: 'init',
  words: '<folder>',
  says: 'Make a course of your own, with a lesson and a scene',
  flags: {
    model: text(
      'The model that plays its decoder: a folder, an .onnx file or org/name; default the small one, attention-in-motion-tiny-decoder',
      'model',
    ),
  },
  examples: ['aim init my-course', 'aim init my-course --model org/name'],
  async run({words, flags}) {
    const {relative, resolve} = await import('node:path');
    const {newCourse} = await import('../new-course/new-course.ts');
    const course = resolve(words[0]);
    await newCourse(course, flags.model, process.cwd());
    log.success(words[0]);
    const place = relative(process.cwd(), course) || '.';
    log.info(`cd ${place} && npm install && npm start shows it; npm test tests it.`);
    return {course};
  },
});
