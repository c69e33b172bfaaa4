/**
 * Other models play roles of the course, in a copy of the project: captures are made, what
 * is out of place is looked for, and contact sheets are drawn into `renders/models/`.
 * `npm run models` takes all of them, `npm run models -- gpt2` those with that in their
 * names, and `npm run models -- gpt2 12-mixture-of-experts` plays that lesson only.
 */
import {cp, rm} from 'node:fs/promises';
import {join} from 'node:path';

import {ROOT} from '../../../foundations/root.ts';
import {copyProject} from '../../fixtures/project-copy.ts';
import {OTHER_MODELS, PLAYED_BY} from './list.ts';
import {openModels, pathOf} from './models.ts';
import {LESSONS, sceneOfCapture, scenesOf} from './scenes-of.ts';

const words = process.argv.slice(2);
const lessons = words.filter(word => LESSONS.includes(word));
const names = words.filter(word => !LESSONS.includes(word));
const unknown = names.find(part => !OTHER_MODELS.some(({name}) => name.includes(part)));
if (unknown !== undefined) {
  const known = [...LESSONS, ...OTHER_MODELS.map(({name}) => name)].join(', ');
  console.error(`"${unknown}" is no lesson, and in the name of no model: ${known}.`);
  process.exit(1);
}
const chosen = OTHER_MODELS.filter(
  ({name}) => names.length === 0 || names.some(part => name.includes(part)),
);
const models = await openModels();
// Some scenes read the sentence of lesson 9.
const copied = [...LESSONS, '09-self-attention'];
const project = await copyProject(undefined, {lessons: copied});
try {
  const configs = 'assets/configs';
  await cp(join(ROOT, configs), join(project.root, configs), {recursive: true});
  for (const model of chosen) {
    const path = pathOf(model, models);
    const line = (role: string, of: string): string => `${role}: {path: '${of}'}`;
    const cast = model.roles.map(role => {
      const name = role.includes('-') ? `'${role}'` : role;
      return [line(name, PLAYED_BY[role]), line(name, path)] as const;
    });
    for (const [usual, other] of cast)
      await project.edit('course.config.ts', ` ${usual}`, ` ${other}`);
    const scenes = (await scenesOf(model.roles)).filter(
      id => lessons.length === 0 || lessons.some(lesson => id.startsWith(`${lesson}/`)),
    );
    const asked = (id: string): boolean => scenes.includes(sceneOfCapture(id));
    const lacks = Object.keys(model.lacks).filter(asked);
    const made = await project.aim('extract', ...scenes);
    const isAsExpected =
      made.status === (lacks.length > 0 ? 1 : 0) &&
      lacks.every(id => made.stderr.includes(`${id}: `));
    // What could not be made would be drawn from what another model made.
    const missing = lacks.map(sceneOfCapture);
    const drawn = scenes.filter(id => !missing.includes(id));
    const found = await project.aim('lint', ...drawn, '--theme', 'light');
    const out = join(ROOT, 'renders/models', model.name);
    await project.aim('still', ...drawn, '--contact-sheet', '--out', out);
    const isClean = found.status === 0;
    const said = [isAsExpected ? '' : made.stderr, isClean ? '' : found.stderr];
    console.log(`${isAsExpected && isClean ? '✔' : '✖'} ${model.name}${said.join('\n')}`);
    if (!isAsExpected || !isClean) process.exitCode = 1;
    for (const [usual, other] of cast)
      await project.edit('course.config.ts', ` ${other}`, ` ${usual}`);
  }
} finally {
  await project.remove();
  await rm(models, {recursive: true, force: true});
}
