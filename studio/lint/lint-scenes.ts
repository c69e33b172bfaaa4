import {readdir, rm} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';

import type {Course} from '../../data-extract/course/course.ts';
import {tryFolder} from '../../foundations/files/make-folder.ts';
import {timed} from '../../foundations/timed.ts';
import {coursePlay} from '../render/page/course-plays.ts';
import {knownPlay} from '../render/page/known-plays.ts';
import {bytesOf, isOwnPicture, savePicture} from '../render/stills/save-picture.ts';
import {lazyPage} from '../render/page/lazy-page.ts';
import type {LazyPage} from '../render/page/lazy-page.ts';
import {PlanMemory} from '../render/plan/plan-memory.ts';
import type {StagePage} from '../render/page/stage-page.ts';
import {variantOf} from '../render/options/still-options.ts';
import type {ThemeName} from '../render/options/still-options.ts';
import type {Play} from '../render/plan/unit.ts';
import {withStage} from '../render/page/with-stage.ts';
import {ROOT} from '../../foundations/root.ts';
import type {SceneName} from '../course/scene-files.ts';
import {judgePlay, unreadKeys} from './judge-play.ts';
import type {Look, PlayFinding} from './judge-play.ts';
import {lintMoments} from './moments.ts';
import type {LintOptions} from './options.ts';
import type {FrameRecord} from './judge/record.ts';
import {isFull, keyOf} from './judge/rules.ts';
import type {RuleName} from './judge/rules.ts';
import {Verdicts} from './verdicts.ts';

/** Something in a scene that breaks a rule. */
export interface Finding {
  scene: string;
  locale: string;
  theme: ThemeName;
  /** The cue during which it is seen first. */
  cue: string;
  /** Other cues during which it is seen. */
  alsoAt: string[];
  /** When it is seen first, in seconds. */
  seconds: number;
  rule: RuleName;
  /** The node that painted the text. */
  node: string;
  text: string;
  /** Other texts of the node that break the rule at that moment. */
  others: string[];
  /** What was measured. */
  value: number | string;
  /** What the rule asks for. */
  limit: number | string;
  message: string;
  /** A still with the place outlined. */
  image: string;
}

/** One scene in one language and theme. */
export interface LintedPlay {
  scene: SceneName;
  locale: string;
  theme: ThemeName;
}

/** What a look at a play gave. */
export interface LintOutcome {
  findings: Finding[];
  /** Whether it was free of findings before, and nothing has changed since. */
  remembered: boolean;
}

/**
 * Look at scenes in a real browser and report what breaks a rule of layout.
 *
 * @param root - Folder with `scenes/` and `assets/captures/`.
 * @param onPlay - Told of each play when it has been looked at.
 */
export async function lintScenes(
  root: string,
  course: Course,
  options: LintOptions,
  onPlay: (play: LintedPlay, outcome: LintOutcome) => void,
): Promise<Finding[]> {
  const {scenes, locales, themes, workers} = options;
  await tryFolder(resolve(root, options.out));
  const plays = scenes.flatMap(scene =>
    locales.flatMap(locale => themes.map(theme => ({scene, locale, theme}))),
  );
  const lessons = [...new Set(scenes.map(({lesson}) => lesson))];
  return withStage(root, lessons, async ({bundle, browser, openPage}) => {
    const {looking} = bundle.hashes;
    const memory = new PlanMemory(`${ROOT}/.cache/plans`, browser, options.force);
    const verdicts = await Verdicts.open(`${ROOT}/.cache/lint`, {looking, browser});
    const results: Finding[][] = [];
    const left = [...plays.entries()];
    const work = async (): Promise<void> => {
      const page = lazyPage(openPage);
      for (let next = left.shift(); next; next = left.shift()) {
        const [index, one] = next;
        const {scene, locale, theme} = one;
        const how = {...options.play, theme, lint: true};
        const play = await coursePlay(
          root,
          course,
          scene,
          locale,
          how,
          bundle.hashes,
          'allowed',
        );
        const remembered = !options.force && (await verdicts.isClean(play));
        const findings = remembered
          ? []
          : await lintPlay(page, memory, one, play, options).catch((error: unknown) => {
              throw play.explain(error);
            });
        if (findings.length === 0 && !remembered) await verdicts.keepClean(play);
        results[index] = findings;
        onPlay(one, {findings, remembered});
      }
    };
    await timed('look', () =>
      Promise.all(Array.from({length: Math.min(workers, plays.length)}, work)),
    );
    return results.flat();
  });
}

async function lintPlay(
  lazy: LazyPage,
  memory: PlanMemory,
  play: LintedPlay,
  played: Play,
  {out, play: how}: LintOptions,
): Promise<Finding[]> {
  const {scene, locale, theme} = play;
  const opened = await knownPlay(memory, lazy, played, how.frameTimeout);
  const page = await lazy.get();
  page.show(played.request, opened.scenes, false);
  const looks: Look[] = [];
  for (const moment of lintMoments(opened, how.fps)) {
    looks.push({moment, record: await page.call('inspect', moment.frame)});
  }
  const elsewhere = await findAtFullStrength(
    page,
    opened.frames,
    how.fps,
    unreadKeys(looks),
  );
  const stem = `${out}/${scene.id}.${locale}${variantOf(theme)}`;
  await removeOld(stem);
  const findings: Finding[] = [];
  for (const [i, found] of judgePlay(looks, elsewhere).entries()) {
    const image = `${stem}.${i + 1}.${found.rule}.png`;
    const url = await page.call('outlined', found.moment.frame, found.quads);
    await savePicture(image, bytesOf(url));
    findings.push(toFinding(play, found, image, how.fps));
  }
  return findings;
}

/** How often faded text is looked for at full strength, in seconds. */
const GLANCE = 0.25;

/** Frames at which texts stand at full strength that were only seen faded so far. */
async function findAtFullStrength(
  page: StagePage,
  frames: number,
  fps: number,
  keys: ReadonlySet<string>,
): Promise<FrameRecord[]> {
  const missing = new Set(keys);
  const found: FrameRecord[] = [];
  const step = Math.round(fps * GLANCE);
  for (let frame = 0; frame < frames && missing.size > 0; frame += step) {
    const texts = await page.call('glance', frame);
    const here = texts.filter(text => isFull(text)).map(keyOf);
    if (!here.some(key => missing.has(key))) continue;
    found.push(await page.call('inspect', frame));
    for (const key of here) missing.delete(key);
  }
  return found;
}

function toFinding(
  {scene, locale, theme}: LintedPlay,
  {moment, alsoAt, others, rule, node, text, value, limit, message}: PlayFinding,
  image: string,
  fps: number,
): Finding {
  const seconds = Math.round((moment.frame / fps) * 100) / 100;
  const place = {scene: scene.id, locale, theme, cue: moment.cue, alsoAt, seconds};
  return {...place, rule, node, text, others, value, limit, message, image};
}

/** Stills of an earlier look would pass for findings of this one. */
async function removeOld(stem: string): Promise<void> {
  const path = resolve(ROOT, stem);
  const files = await readdir(dirname(path)).catch(() => []);
  const old = files.filter(
    // Those of the dark play begin alike, and may be written beside it.
    file =>
      file.startsWith(`${basename(path)}.`) &&
      /^\d+\.[a-z-]+\.png$/.test(file.slice(basename(path).length + 1)),
  );
  for (const file of old.map(name => join(dirname(path), name)))
    if (await isOwnPicture(file)) await rm(file);
}
