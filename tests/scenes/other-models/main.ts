/**
 * Other models play the decoder of lessons 7 and 8, in a copy of the project: captures are
 * made, what is out of place is looked for, and contact sheets are drawn into
 * `renders/models/`. `npm run models` takes all of them, `npm run models -- gpt2` those
 * with that in their names.
 */
import {cp, rm} from 'node:fs/promises';
import {join} from 'node:path';

import {ROOT} from '../../../foundations/root.ts';
import {copyProject} from '../../fixtures/project-copy.ts';
import {FACTS_OF} from './facts-of.ts';
import {openModels, OTHER_MODELS, pathOf} from './models.ts';

const LESSONS = ['07-architecture', '08-transformer-block'];
const SCENES = [
  ...Object.keys(FACTS_OF),
  ...['07-architecture/cache-bytes', '07-architecture/stopwatch-race'],
];
const wanted = process.argv.slice(2);
const chosen = OTHER_MODELS.filter(
  ({name}) => wanted.length === 0 || wanted.some(part => name.includes(part)),
);
const models = await openModels();
const project = await copyProject(undefined, {lessons: LESSONS});
try {
  await cp(join(ROOT, 'assets/configs'), join(project.root, 'assets/configs'), {
    recursive: true,
  });
  let player = 'assets/models/tiny-decoder';
  for (const model of chosen) {
    const path = pathOf(model, models);
    const role = (of: string): string => `decoder: {path: '${of}'}`;
    await project.edit('course.config.ts', role(player), role(path));
    player = path;
    const made = await project.aim('extract', ...LESSONS);
    const lacks = Object.keys(model.lacks);
    const isAsExpected =
      made.status === (lacks.length > 0 ? 1 : 0) &&
      lacks.every(id => made.stderr.includes(`${id}: `));
    // What could not be made would be drawn from what another model made.
    const drawn = SCENES.filter(id => !lacks.includes(id));
    const found = await project.aim('lint', ...drawn, '--theme', 'light');
    const out = join(ROOT, 'renders/models', model.name);
    await project.aim('still', ...drawn, '--contact-sheet', '--out', out);
    const isClean = found.status === 0;
    const said = [isAsExpected ? '' : made.stderr, isClean ? '' : found.stderr];
    console.log(`${isAsExpected && isClean ? '✔' : '✖'} ${model.name}${said.join('\n')}`);
    if (!isAsExpected || !isClean) process.exitCode = 1;
  }
} finally {
  await project.remove();
  await rm(models, {recursive: true, force: true});
}
