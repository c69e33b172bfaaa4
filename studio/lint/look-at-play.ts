import {isDeepStrictEqual} from 'node:util';

import {StageError} from '../render/page/call-stage.ts';
import type {StagePage} from '../render/page/stage-page.ts';
import type {Play} from '../render/plan/unit.ts';
import type {Opened, StageApi} from '../stage/protocol.ts';
import {unreadKeys} from './judge-play.ts';
import type {Look} from './judge-play.ts';
import {lintMoments} from './moments.ts';
import type {FrameRecord, OtherTheme} from './judge/record.ts';
import {isFull, keyOf} from './judge/rules.ts';

/** What is judged of a play. */
export interface Seen {
  /** At the moments that are judged, in order. */
  looks: Look[];
  /** Further frames, in which faded text was found at full strength. */
  elsewhere: FrameRecord[];
}

/** All that was seen of a play. */
export interface Looks extends Seen {
  /** What a play in another theme would have shown; `null` where it must be played. */
  other: Seen | null;
  /** Small pictures of each cue come to rest, as PNG data URLs. */
  pictures: {cue: string; url: string}[];
}

/**
 * Play something and look at it.
 *
 * @param opened - Its length and cues.
 * @param options - `width` of small pictures of its cues, in pixels, or `null` for none;
 * another `theme` in which the same frames are looked at too, or `null`.
 * @returns `null` where its cues do not come when `opened` says, so that other moments are
 * the ones to look at.
 */
export async function lookAtPlay(
  page: StagePage,
  {request}: Pick<Play, 'request'>,
  opened: Opened,
  {width, theme}: {width: number | null; theme: string | null},
): Promise<Looks | null> {
  const {fps} = request;
  // Of its own, so that it begins anew also where the same has been played otherwise.
  page.show({...request}, opened.scenes, false);
  const looks: Look[] = [];
  const others: Look[] = [];
  const pictures: Looks['pictures'] = [];
  for (const moment of lintMoments(opened, fps)) {
    const {record, other} = await page.call('inspect', moment.frame, theme);
    looks.push({moment, record});
    if (other) others.push({moment, record: inOtherTheme(record, other)});
    if (width !== null && moment.rests)
      pictures.push({cue: moment.cue, url: await page.call('small', width)});
  }
  if (!isDeepStrictEqual(await page.call('cues'), opened.cues)) return null;
  const unread = new Set([...unreadKeys(looks), ...unreadKeys(others)]);
  const elsewhere = await findAtFullStrength(page, opened.frames, {fps, theme}, unread);
  const elsewhereToo = elsewhere.flatMap(({record, other}) =>
    other ? inOtherTheme(record, other) : [],
  );
  const isWhole =
    others.length === looks.length && elsewhereToo.length === elsewhere.length;
  return {
    looks,
    elsewhere: elsewhere.map(({record}) => record),
    other: isWhole ? {looks: others, elsewhere: elsewhereToo} : null,
    pictures,
  };
}

/** A frame as it is in another theme. Pure. */
const inOtherTheme = (
  {texts}: FrameRecord,
  {contrasts, ...filled}: OtherTheme,
): FrameRecord => ({
  texts: texts.map((text, i) => ({...text, contrast: contrasts[i]})),
  ...filled,
});

/**
 * Look at a play whose cues come when those of another do, as nearly all do of one that
 * differs in its colours.
 *
 * @param twin - Length and cues of the other; `null` where there is none.
 * @param learn - Runs through the play itself.
 */
export async function lookLikeTwin(
  twin: Opened | null,
  learn: () => Promise<Opened>,
  look: (opened: Opened) => Promise<Looks | null>,
): Promise<{opened: Opened; seen: Looks}> {
  if (twin) {
    const seen = await look(twin).catch((error: unknown) => {
      // It may be shorter or longer; if it fails by itself, it does so again.
      if (error instanceof StageError) return null;
      throw error;
    });
    if (seen) return {opened: twin, seen};
  }
  const opened = await learn();
  const seen = await look(opened);
  if (seen) return {opened, seen};
  throw new StageError(
    'its cues come at other times than when it was run through: the times of a scene must ' +
      'not depend on how often it is played',
    '',
  );
}

/** How often faded text is looked for at full strength, in seconds. */
const GLANCE = 0.25;

/** Frames at which texts stand at full strength that were only seen faded so far. */
async function findAtFullStrength(
  page: StagePage,
  frames: number,
  {fps, theme}: {fps: number; theme: string | null},
  keys: ReadonlySet<string>,
): Promise<Awaited<ReturnType<StageApi['inspect']>>[]> {
  const missing = new Set(keys);
  const found: Awaited<ReturnType<StageApi['inspect']>>[] = [];
  const step = Math.round(fps * GLANCE);
  for (let frame = 0; frame < frames && missing.size > 0; frame += step) {
    const texts = await page.call('glance', frame);
    const here = texts.filter(text => isFull(text)).map(keyOf);
    if (!here.some(key => missing.has(key))) continue;
    found.push(await page.call('inspect', frame, theme));
    for (const key of here) missing.delete(key);
  }
  return found;
}
