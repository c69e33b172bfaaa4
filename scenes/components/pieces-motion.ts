import {step} from '../theme/step.ts';
import {lerpBox} from './box.ts';
import type {Box} from './box.ts';
import type {Piece, Segment} from './pieces-plan.ts';

/** A piece on its way from one cut to the next. */
export interface MovingPiece {
  piece: Piece;
  box: Box;
  alpha: number;
  /** 0 to 1: how far it stands out. */
  loud: number;
}

/** A number between two pieces. */
export interface Joint {
  text: string;
  x: number;
  alpha: number;
  loud: number;
  /** At which of the two heights it stands; between them it is on its way. */
  level: number;
}

interface Cut {
  pieces: readonly Piece[];
  joints?: readonly (number | null)[];
}

/** Two cuts, and where their pieces lie. */
export interface Between {
  before: Cut;
  after: Cut;
  boxes: {before: readonly Box[]; after: readonly Box[]};
}

/** Share of a merge in which its pieces are picked; then they grow together. */
const PICK = 0.4;

const moved = (t: number): number => step((t - PICK) / (1 - PICK), 0);

/**
 * The pieces of a part of the text between two cuts: what stays moves to its place, what
 * grows together or comes apart slides into what it becomes.
 *
 * @param t - 0 to 1: from the one cut to the other.
 * @param isMerge - Whether pieces that will merge are picked first.
 */
export function moveSegment(
  segment: Segment,
  {before, after, boxes, t, isMerge}: Between & {t: number; isMerge: boolean},
): MovingPiece[] {
  const from = segment.before.map(i => ({piece: before.pieces[i], box: boxes.before[i]}));
  const to = segment.after.map(i => ({piece: after.pieces[i], box: boxes.after[i]}));
  const way = isMerge ? moved(t) : t;
  const [a, b] = [from.at(0), to.at(0)];
  if (a && b && from.length === 1 && to.length === 1 && isSame(a.piece, b.piece)) {
    return [{piece: b.piece, box: lerpBox(a.box, b.box, way), alpha: 1, loud: 0}];
  }
  const isFusing = isMerge && from.length > 1 && to.length === 1;
  const [picked, becomes] = isFusing ? [Math.min(1, t / PICK), 1 - way] : [0, 0];
  return [
    ...from.map(one => ({
      ...one,
      box: lerpBox(one.box, counterpart(one, from, to), way),
      alpha: 1 - way,
      loud: picked,
    })),
    ...to.map(one => ({
      ...one,
      box: lerpBox(counterpart(one, to, from), one.box, way),
      alpha: way,
      loud: becomes,
    })),
  ];
}

const isSame = (a: Piece, b: Piece): boolean =>
  a.label === b.label && a.isUnknown === b.isUnknown && a.isPlain === b.isPlain;

interface Placed {
  piece: Piece;
  box: Box;
}

/** Where a piece is in the other cut: what it becomes, its share of that, or its own place. */
function counterpart(
  {piece, box}: Placed,
  own: readonly Placed[],
  other: readonly Placed[],
): Box {
  const [first, last] = [other.at(0), other.at(-1)];
  if (!first || !last) return box;
  if (own.length === 1) {
    return {...first.box, width: last.box.x + last.box.width - first.box.x};
  }
  if (other.length > 1) return box;
  const {start, end} = first.piece;
  const share = first.box.width / Math.max(1, end - start);
  return {
    ...first.box,
    x: first.box.x + (piece.start - start) * share,
    width: (piece.end - piece.start) * share,
  };
}

/**
 * The numbers between pieces, between two cuts: those of the same neighbours move with
 * them, those of a merge are picked and go, new ones come.
 *
 * @param levels - At how many heights they stand.
 */
export function jointsBetween(
  {before, after, boxes}: Between,
  {segments, t, levels}: {segments: readonly Segment[]; t: number; levels: number},
): Joint[] {
  const own = jointsOf(before, boxes.before, levels);
  if (t === 0) return own.map(joint => ({...joint, alpha: 1, loud: 0}));
  const next = jointsOf(after, boxes.after, levels);
  const way = moved(t);
  const merged = segments.filter(segment => segment.before.length > 1);
  const isMerged = (at: number): boolean =>
    merged.some(segment => {
      const parts = segment.before.map(i => before.pieces[i]);
      return parts[0].start < at && at < parts[parts.length - 1].end;
    });
  const stays = (joint: (typeof own)[number], among: typeof own) =>
    among.find(other => other.at === joint.at && other.text === joint.text);
  const mix = (a: number, b: number): number => a + (b - a) * way;
  return [
    ...own.map(joint => {
      const to = stays(joint, next);
      const loud = isMerged(joint.at) ? Math.min(1, t / PICK) : 0;
      if (!to) return {...joint, alpha: 1 - way, loud};
      const [x, level] = [mix(joint.x, to.x), mix(joint.level, to.level)];
      return {...joint, x, level, alpha: 1, loud};
    }),
    ...next
      .filter(joint => !stays(joint, own))
      .map(joint => ({...joint, alpha: way, loud: 0})),
  ];
}

function jointsOf({pieces, joints = []}: Cut, boxes: readonly Box[], levels: number) {
  return joints.flatMap((number, i) => {
    if (number === null || i + 1 >= pieces.length) return [];
    const [left, right] = [boxes[i], boxes[i + 1]];
    const x = (left.x + left.width + right.x) / 2;
    return [{text: `${number}`, x, at: pieces[i].end, level: i % levels}];
  });
}
