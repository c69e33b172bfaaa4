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
import {variantOf} from '../render/options/still-options.ts';
import type {ThemeName} from '../render/options/still-options.ts';
import type {Play} from '../render/plan/unit.ts';
import {withStage} from '../render/page/with-stage.ts';
import type {ReadyStage} from '../render/page/with-stage.ts';
import {cacheFolder} from '../../foundations/course-root.ts';
import type {SceneName} from '../course/scene-files.ts';
import type {Opened} from '../stage/protocol.ts';
import {judgePlay} from './judge-play.ts';
import type {PlayFinding} from './judge-play.ts';
import {lookAtPlay, lookLikeTwin} from './look-at-play.ts';
import type {LintOptions} from './options.ts';
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

/** Takes small pictures of the cues that are looked at. */
export interface CuePictures {
  /** In pixels. */
  width: number;
  /**
   * Whether those of a play are wanted, which is then looked at even if nothing has changed
   * since nothing was found in it.
   */
  want(one: LintedPlay, play: Play, browser: ReadyStage['browser']): Promise<boolean>;
  /** Given a PNG of each cue come to rest, in order. */
  take(one: LintedPlay, cue: string, png: Buffer): void;
}

/**
 * Look at scenes in a real browser and report what breaks a rule of layout.
 *
 * @param root - Folder with `scenes/` and `assets/captures/`.
 * @param onPlay - Told of each play when it has been looked at.
 * @param pictures - Who wants pictures of them; nobody by default.
 */
export async function lintScenes(
  root: string,
  course: Course,
  options: LintOptions,
  onPlay: (play: LintedPlay, outcome: LintOutcome) => void,
  pictures: CuePictures | null = null,
): Promise<Finding[]> {
  const {scenes, locales, themes, workers} = options;
  await tryFolder(resolve(root, options.out));
  // Themes of a scene are played one after the other: what one tells serves the next.
  const pairs = scenes.flatMap(scene => locales.map(locale => ({scene, locale})));
  const lessons = [...new Set(scenes.map(({lesson}) => lesson))];
  const look = async ({bundle, browser, openPage}: ReadyStage): Promise<Finding[]> => {
    const {looking} = bundle.hashes;
    const memory = new PlanMemory(`${cacheFolder()}/plans`, browser, options.force, null);
    const verdicts = await Verdicts.open(`${cacheFolder()}/lint`, {looking, browser});
    const results: Finding[][] = [];
    const left = [...pairs.entries()];
    const work = async (): Promise<void> => {
      const page = lazyPage(openPage);
      for (let next = left.shift(); next; next = left.shift()) {
        const [index, {scene, locale}] = next;
        let twin: Opened | null = null;
        // The theme in which nothing was found while the scene was looked at in the one before.
        let alsoClean: ThemeName | null = null;
        for (const [nth, theme] of themes.entries()) {
          const one = {scene, locale, theme};
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
          const wanted = (await pictures?.want(one, play, browser)) === true;
          const remembered = !options.force && !wanted && (await verdicts.isClean(play));
          const seen: boolean = remembered || (theme === alsoClean && !wanted);
          if (seen && !remembered)
            await removeOld(resolve(root, stemOf(one, options.out)));
          const {findings, opened, otherIsClean}: LookedAt = seen
            ? {findings: [], opened: twin, otherIsClean: false}
            : await lintPlay(
                root,
                {page, memory, twin, pictures: wanted ? pictures : null},
                {...one, other: themes[nth + 1] ?? null},
                play,
                options,
              ).catch((error: unknown) => {
                throw play.explain(error);
              });
          twin = opened;
          alsoClean = otherIsClean ? themes[nth + 1] : null;
          if (findings.length === 0 && !remembered) await verdicts.keepClean(play);
          results[index * themes.length + nth] = findings;
          onPlay(one, {findings, remembered});
        }
      }
    };
    await timed('look', () =>
      Promise.all(Array.from({length: Math.min(workers, pairs.length)}, work)),
    );
    return results.flat();
  };
  return withStage(root, lessons, look, {shared: true});
}

/** What was found in a play. */
interface LookedAt {
  findings: Finding[];
  /** Its length and cues. */
  opened: Opened | null;
  /** Whether it would be free of findings in the other theme too. */
  otherIsClean: boolean;
}

/** What a play is looked at with. */
interface Looking {
  page: LazyPage;
  memory: PlanMemory;
  /** Length and cues of the same scene in another theme. */
  twin: Opened | null;
  pictures: CuePictures | null;
}

async function lintPlay(
  root: string,
  {page: lazy, memory, twin, pictures}: Looking,
  {other, ...play}: LintedPlay & {other: ThemeName | null},
  played: Play,
  {out, play: how}: LintOptions,
): Promise<LookedAt> {
  const page = await lazy.get();
  const width = pictures?.width ?? null;
  const {opened, seen} = await lookLikeTwin(
    twin,
    () => knownPlay(memory, lazy, played, how.frameTimeout),
    opened => lookAtPlay(page, played, opened, {width, theme: other}),
  );
  for (const {cue, url} of seen.pictures) pictures?.take(play, cue, bytesOf(url));
  const stem = stemOf(play, out);
  await removeOld(resolve(root, stem));
  const findings: Finding[] = [];
  for (const [i, found] of judgePlay(seen.looks, seen.elsewhere).entries()) {
    const image = `${stem}.${i + 1}.${found.rule}.png`;
    const url = await page.call('outlined', found.moment.frame, found.quads);
    await savePicture(resolve(root, image), bytesOf(url));
    findings.push(toFinding(play, found, image, how.fps));
  }
  // What is found there, a play of its own shows as it is.
  const otherIsClean =
    seen.other !== null && judgePlay(seen.other.looks, seen.other.elsewhere).length === 0;
  return {findings, opened, otherIsClean};
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

/** What names of a play's stills begin with. */
const stemOf = ({scene, locale, theme}: LintedPlay, out: string): string =>
  `${out}/${scene.id}.${locale}${variantOf(theme)}`;

/**
 * Stills of an earlier look would pass for findings of this one.
 *
 * @param path - How their paths begin; absolute.
 */
async function removeOld(path: string): Promise<void> {
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
