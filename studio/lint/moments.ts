import type {Opened} from '../stage/protocol.ts';
import {momentsOf} from '../render/plan/moments.ts';

/** A frame to be looked at. */
export interface LintMoment {
  cue: string;
  frame: number;
  /** Whether it is the first or the last second's picture, which must not be empty. */
  edge: 'first' | 'last' | null;
  /** Whether the cue has come to rest. */
  rests: boolean;
  /** Whether that is a picture which should fill the stage. */
  fills: boolean;
}

/** Within a cue, a frame is looked at about this often, in seconds. */
const EVERY = 3;

/**
 * The frames of a play that are looked at: each cue come to rest, long cues also in
 * between, the end of the first second, and the last frame. In order.
 */
export function lintMoments(
  opened: Pick<Opened, 'cues' | 'frames'>,
  fps: number,
): LintMoment[] {
  const last = opened.frames - 1;
  const cues = momentsOf(opened, undefined, fps);
  const moments: LintMoment[] = cues.flatMap(({name, frame, seconds}) => {
    const from = Math.round(seconds * fps);
    const between = Math.floor((frame - from) / (EVERY * fps));
    const isSparse = opened.cues.find(cue => cue.name === name)?.isSparse === true;
    return Array.from({length: between + 1}, (_, i) => ({
      cue: name,
      frame: Math.round(from + ((frame - from) * (i + 1)) / (between + 1)),
      edge: null,
      rests: i === between,
      fills: i === between && !isSparse,
    }));
  });
  const first = Math.min(last, Math.round(fps) - 1);
  const cueAt = (frame: number): string =>
    cues.findLast(({seconds}) => Math.round(seconds * fps) <= frame)?.name ?? '';
  moments.push({
    cue: cueAt(first),
    frame: first,
    edge: 'first',
    rests: false,
    fills: false,
  });
  moments.push({cue: cueAt(last), frame: last, edge: 'last', rests: false, fills: false});
  // One look at a frame is enough: it sees all that is asked of it.
  const byFrame = new Map<number, LintMoment>();
  for (const moment of moments) {
    const known = byFrame.get(moment.frame);
    byFrame.set(moment.frame, {
      ...(known ?? moment),
      edge: known?.edge ?? moment.edge,
      rests: known?.rests === true || moment.rests,
      fills: known?.fills === true || moment.fills,
    });
  }
  return [...byFrame.values()].sort((a, b) => a.frame - b.frame);
}
