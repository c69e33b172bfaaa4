import {didYouMean} from '../../../foundations/did-you-mean.ts';
import {UserError} from '../../../foundations/user-error.ts';
import type {Opened} from '../../stage/protocol.ts';

/** A picture to be taken. */
export interface Moment {
  /** What it is called after: the cue, or the time. */
  name: string;
  frame: number;
  /** When the cue begins, or the time that was asked for, in seconds. */
  seconds: number;
}

/** Sums of seconds come out a hair above whole frames. */
const ROUNDING = 1e-6;

/**
 * The frames to take. A cue's picture is the last one before the next cue begins, when
 * everything that it sets in motion has come to rest.
 *
 * @param at - A cue, a time in seconds, or nothing for all cues.
 * @throws UserError where there is no such moment.
 */
export function momentsOf(
  {cues, frames}: Pick<Opened, 'cues' | 'frames'>,
  at: string | number | undefined,
  fps: number,
): Moment[] {
  const all = cues.map(({name, seconds}, i) => {
    const next = cues[i + 1]?.seconds;
    // A cue takes effect up to one frame before its time.
    const frame =
      next === undefined ? frames - 1 : Math.max(0, Math.ceil(next * fps - ROUNDING) - 2);
    return {name, frame, seconds};
  });
  if (at === undefined) return all;
  const cue = all.find(({name}) => name === String(at));
  if (cue) return [cue];
  const seconds = Number(at);
  const frame = Math.floor(seconds * fps + ROUNDING);
  if (frame >= 0 && frame < frames) return [{name: `${seconds}s`, frame, seconds}];
  const names = all.map(({name}) => name);
  throw new UserError(
    'flag',
    `--at ${at} is no moment of this scene, which is ${(frames / fps).toFixed(1)} s long.${didYouMean(String(at), names)}`,
    `Give seconds or a cue: ${names.join(', ')}.`,
  );
}
