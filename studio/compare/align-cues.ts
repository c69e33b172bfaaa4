/** A video whose cues are known. */
export interface CuedVideo {
  /** In order of time. */
  cues: readonly {name: string; seconds: number}[];
  frames: number;
  fps: number;
}

/** A part of two videos that are shown side by side; ranges of frames are half-open. */
export interface AlignedPart {
  /** The cue that begins it on both sides; `null` for what comes before the first. */
  cue: string | null;
  left: FrameSpan;
  right: FrameSpan;
  /** Frames that it takes: those of the longer side. */
  frames: number;
}

export interface FrameSpan {
  from: number;
  to: number;
}

/**
 * Let two videos of a scene begin each cue at the same time: the side on which a cue is
 * shorter waits on its last picture. Cues that only one side plays take no part. Pure.
 */
export function alignCues(left: CuedVideo, right: CuedVideo): AlignedPart[] {
  const [lefts, rights] = [startsOf(left), startsOf(right)];
  const parts: AlignedPart[] = [];
  let [l, r] = [0, 0];
  let cue: string | null = null;
  const close = (nextLeft: number, nextRight: number): void => {
    const one = {from: l, to: nextLeft};
    const other = {from: r, to: nextRight};
    const frames = Math.max(one.to - one.from, other.to - other.from);
    if (frames > 0) parts.push({cue, left: one, right: other, frames});
    [l, r] = [nextLeft, nextRight];
  };
  for (const [name, start] of lefts) {
    const other = rights.get(name);
    // A cue that comes in another order on the other side cannot be waited for.
    if (other === undefined || other < r || start < l) continue;
    close(start, other);
    cue = name;
  }
  close(left.frames, right.frames);
  return parts;
}

const startsOf = ({cues, frames, fps}: CuedVideo): Map<string, number> =>
  new Map(
    cues.map(({name, seconds}) => [name, Math.min(frames, Math.round(seconds * fps))]),
  );
