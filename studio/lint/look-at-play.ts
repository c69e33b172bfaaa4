import {isDeepStrictEqual} from 'node:util';

import {StageError} from '../render/page/call-stage.ts';
import type {StagePage} from '../render/page/stage-page.ts';
import type {Play} from '../render/plan/unit.ts';
import type {Opened} from '../stage/protocol.ts';
import {unreadKeys} from './judge-play.ts';
import type {Look} from './judge-play.ts';
import {lintMoments} from './moments.ts';
import type {FrameRecord} from './judge/record.ts';
import {isFull, keyOf} from './judge/rules.ts';

/** All that was seen of a play. */
export interface Looks {
  /** At the moments that are judged, in order. */
  looks: Look[];
  /** Further frames, in which faded text was found at full strength. */
  elsewhere: FrameRecord[];
  /** Small pictures of each cue come to rest, as PNG data URLs. */
  pictures: {cue: string; url: string}[];
}

/**
 * Play something and look at it.
 *
 * @param opened - Its length and cues.
 * @param width - Of small pictures of its cues, in pixels; none are taken by default.
 * @returns `null` where its cues do not come when `opened` says, so that other moments are
 * the ones to look at.
 */
export async function lookAtPlay(
  page: StagePage,
  {request}: Pick<Play, 'request'>,
  opened: Opened,
  width: number | null = null,
): Promise<Looks | null> {
  const {fps} = request;
  // Of its own, so that it begins anew also where the same has been played otherwise.
  page.show({...request}, opened.scenes, false);
  const looks: Look[] = [];
  const pictures: Looks['pictures'] = [];
  for (const moment of lintMoments(opened, fps)) {
    looks.push({moment, record: await page.call('inspect', moment.frame)});
    if (width !== null && moment.rests)
      pictures.push({cue: moment.cue, url: await page.call('small', width)});
  }
  if (!isDeepStrictEqual(await page.call('cues'), opened.cues)) return null;
  const unread = unreadKeys(looks);
  return {
    looks,
    elsewhere: await findAtFullStrength(page, opened.frames, fps, unread),
    pictures,
  };
}

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
