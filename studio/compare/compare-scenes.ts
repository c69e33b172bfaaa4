import {existsSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {resolve} from 'node:path';

import type {Course} from '../../data-extract/course/course.ts';
import {UserError} from '../../foundations/user-error.ts';
import {extractScenes} from '../course/extract-scenes.ts';
import {loadCourse} from '../course/load-course.ts';
import {readFlags} from '../command-line/flag.ts';
import {log} from '../command-line/output.ts';
import {capturesIn, nameOfOthers, scenesToShow} from '../course/other-captures.ts';
import {recast} from '../course/recast.ts';
import type {RenderFlags} from '../render/options/given-flags.ts';
import {resolveOptions} from '../render/options/options.ts';
import type {RenderOptions} from '../render/options/options.ts';
import {renderScenes} from '../render/render-scenes.ts';
import type {RenderedVideo} from '../render/render-plan.ts';
import {withStage} from '../render/page/with-stage.ts';
import {sceneOf} from '../course/scene-files.ts';
import type {StaleCapture} from '../freshness/stale-captures.ts';
import {COMPARE_FLAGS} from './compare-flags.ts';
import type {CompareFlags} from './compare-flags.ts';
import {joinSides} from './join-sides.ts';
import type {ComparedVideo} from './join-sides.ts';
import {namesOf} from './side-names.ts';

/**
 * Put the course's version of scenes beside the version that another model, or other
 * captures, give: one video each, in which both sides begin every cue together.
 *
 * @param root - The repository.
 * @returns What was made, and which of the captures in it are stale.
 * @throws UserError where there is nothing to compare with.
 */
export async function compareScenes(
  root: string,
  selectors: readonly string[],
  flags: CompareFlags,
): Promise<{videos: ComparedVideo[]; stale: StaleCapture[]}> {
  const course = await loadCourse(root);
  const {with: _with, ...shared} = flags;
  const {with: other} = readFlags(COMPARE_FLAGS, flags);
  if (other === undefined || selectors.length === 0) {
    throw new UserError(
      'command-line',
      `There is ${other === undefined ? 'nothing to compare with' : 'no scene'}.`,
      'Write: npm run aim -- compare <scene> --with <folder of captures or role=model>',
    );
  }
  const captures = await otherCaptures(root, course, selectors, other);
  const scenes = await scenesToShow(root, selectors, captures);
  const sideOf = (more: RenderFlags): RenderOptions => {
    // The size is that of the comparison; both sides are drawn as large as the course.
    const {size: _, out: _out, ...drawn} = shared;
    const options = resolveOptions({...drawn, ...more}, scenes, course, cpus());
    // The author's own videos stay as they are.
    const {others} = options;
    const side = others === null ? 'course' : nameOfOthers(others);
    return {...options, out: `.cache/compare/${side}`};
  };
  const left = await videosOf(root, course, sideOf({}));
  const right = await videosOf(root, course, sideOf({captures}));
  const wanted = resolveOptions(shared, scenes, course, cpus());
  const lessons = [...new Set(scenes.map(({lesson}) => lesson))];
  const videos = await withStage(root, lessons, async ({openPage}) => {
    const page = await openPage();
    const made: ComparedVideo[] = [];
    for (const [i, one] of left.videos.entries()) {
      const scene = sceneOf(one.scene ?? '');
      await page.call('project', scene.lesson);
      const names = await namesOf(root, scene, captures);
      log.start(`${scene.id} ${one.locale}: ${names.left} | ${names.right}`);
      made.push(
        await joinSides(root, page, {left: one, right: right.videos[i], names}, wanted),
      );
    }
    return made;
  });
  return {videos, stale: [...left.stale, ...right.stale]};
}

const cpus = (): number => availableParallelism();

/** Folder of the other captures; for another model, they are made first. */
async function otherCaptures(
  root: string,
  course: Course,
  selectors: readonly string[],
  other: string,
): Promise<string> {
  const [role] = other.split('=');
  const isModel =
    other.includes('=') &&
    (Object.hasOwn(course.roles, role) || !existsSync(resolve(root, other)));
  if (!isModel) {
    if ((await capturesIn(root, other)).length > 0) return other;
    throw new UserError(
      'captures-missing',
      `--with ${other} has no captures.`,
      'Name a folder that npm run extract -- --model role=model has printed, or role=model itself.',
    );
  }
  const {name} = recast(course, [other], process.cwd(), '--with');
  await extractScenes(selectors, {force: false, models: [other], root});
  return `.cache/captures/${name}`;
}

async function videosOf(
  root: string,
  course: Course,
  options: RenderOptions,
): Promise<{videos: RenderedVideo[]; stale: StaleCapture[]}> {
  const outcome = await renderScenes(root, course, options);
  if (!('videos' in outcome)) throw new Error('The sides were not rendered.');
  return outcome;
}
