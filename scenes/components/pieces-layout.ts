import type {Box} from './box.ts';
import {
  CLOSE,
  NARROW,
  placePieces,
  startLines,
  WIDE,
  widthOfLines,
} from './pieces-plan.ts';
import type {Piece, PieceShape} from './pieces-plan.ts';

/** What of a text is laid out. */
export interface TextRequest {
  /** The pieces of each cut. */
  cuts: readonly (readonly Piece[])[];
  /** Whether pieces are as wide as their spans, or as their labels. */
  isBySpan: boolean;
  /** Whether numbers stand between pieces, notes below them, a line above them. */
  hasJoints: boolean;
  hasNotes: boolean;
  hasHead: boolean;
}

/** A text whose lines and shapes are settled; its size is that of its room. */
export interface TextPlan extends TextRequest {
  shape: PieceShape;
  /** Where in the text its lines begin. */
  starts: readonly number[];
  /** In sizes of the text: height of a piece, from line to line, the widest line. */
  height: number;
  pitch: number;
  widest: number;
  widthOf: (label: string) => number;
}

/** A text in a room. */
export interface TextLayout {
  /** Size of the text, and the room of its pieces and their numbers. */
  size: number;
  box: Box;
  /** At how many heights numbers stand. */
  levels: number;
  /** Bottom of the pieces, and baseline of the first height of numbers. */
  bottom: number;
  numbers: number;
  boxesOf: (cut: number) => Box[];
}

/** Size of the text in pixels: at most, where it has few lines, and at least. */
const LARGEST = 84;
/** Size of a word that is not cut yet. */
const WHOLE = 200;
const LARGE = 48;
const SMALL = 36;
const SMALLEST = 30;
const READABLE = 28;
/** In sizes of the text: height of a piece, and from line to line. */
const CHIPS = {height: 1.9, pitch: 2.4} as const;
const PLAIN = {height: 1.3, pitch: 1.5} as const;
/** Line above the pieces, in pixels. */
export const HEAD = 52;
/** From pieces to the numbers below them, and from one height of numbers to the next. */
const BELOW = 58;
export const LEVEL = 40;
/** Numbers closer to each other than this stand at two heights. */
const CLOSEST = 104;
/** Width of a piece that stands for no text, in pixels. */
const NO_TEXT = 14;

/**
 * Settle the lines of a text, and how close its pieces stand.
 *
 * @param widthOf - Width of a label, in sizes of its text.
 * @param most - Width of a line in pixels at most.
 * @throws `RangeError` where what must stand on one line is too long for it.
 */
export function planText(
  request: TextRequest,
  widthOf: (label: string) => number,
  most: number,
): TextPlan {
  const {cuts, isBySpan, hasJoints} = request;
  const widest = (shape: PieceShape, starts: readonly number[]): number =>
    Math.max(...cuts.map(own => widthOfLines(placePieces(own, starts, shape, widthOf))));
  const finest = cuts.reduce((a, b) => (b.length > a.length ? b : a));
  const room = {large: most / LARGE, most: most / SMALLEST};
  const isOneLine = isBySpan || hasJoints;
  const starts = isOneLine ? [0] : startLines(finest, CLOSE, widthOf, room);
  const roomy = widest(WIDE, [0]) * SMALL <= most ? WIDE : NARROW;
  const shape = hasJoints ? roomy : CLOSE;
  const own = widest(shape, starts);
  if (hasJoints && own * READABLE > most) {
    throw new RangeError(
      `A word of ${finest.length} bytes is too long for one line; use a shorter one in the capture declaration.`,
    );
  }
  const isPlain = cuts.every(pieces => pieces.every(piece => piece.isPlain));
  return {...request, ...(isPlain ? PLAIN : CHIPS), shape, starts, widest: own, widthOf};
}

const linesOf = ({starts, pitch, height}: TextPlan): number =>
  (starts.length - 1) * pitch + height;

function levelsAt({shape, widthOf}: TextPlan, size: number): number {
  const {least, gap, padding} = shape;
  const closest = Math.max(least, widthOf('a') + 2 * padding) + gap;
  return closest * size < CLOSEST ? 2 : 1;
}

/** Room for numbers below the pieces. */
function belowAt(plan: TextPlan, size: number): number {
  if (!plan.hasJoints) return plan.hasNotes ? BELOW : 0;
  return BELOW + (levelsAt(plan, size) - 1) * LEVEL;
}

/** Height of a text in pixels that is as large as it may be, and fits into a width. */
export function heightOfText(plan: TextPlan, size: number, width: number): number {
  const own = Math.min(size, width / plan.widest);
  return linesOf(plan) * own + belowAt(plan, own) + (plan.hasHead ? HEAD : 0);
}

/** Make a text as large as its room lets it be. */
export function layoutText(plan: TextPlan, room: Box): TextLayout {
  const head = plan.hasHead ? HEAD : 0;
  const box = {...room, y: room.y + head, height: room.height - head};
  return plan.isBySpan ? layoutSpans(plan, box) : layoutLabels(plan, box);
}

function layoutSpans(plan: TextPlan, room: Box): TextLayout {
  const all = Math.max(...plan.cuts.flatMap(pieces => pieces.map(({end}) => end)));
  const unit = room.width / all;
  const size = Math.min(LARGEST, unit * 1.3, room.height / plan.height);
  const height = Math.min(room.height, size * plan.height * 1.3);
  const box = {...room, y: room.y + (room.height - height) / 2, height};
  const gap = Math.min(5, unit / 8);
  const placeOf = ({start, end}: Piece): Box => {
    const x = box.x + start * unit + gap / 2;
    // What stands for no text has no width of its own.
    if (start === end) return {...box, x: x - NO_TEXT - gap, width: NO_TEXT};
    return {...box, x, width: (end - start) * unit - gap};
  };
  return {
    size,
    box,
    levels: 1,
    bottom: box.y + height,
    numbers: box.y + height,
    boxesOf: cut => plan.cuts[cut].map(placeOf),
  };
}

function layoutLabels(plan: TextPlan, room: Box): TextLayout {
  const {cuts, starts, shape, height, pitch, widest, widthOf} = plan;
  const lines = linesOf(plan);
  const most = Math.min(LARGEST, room.width / widest);
  const below = belowAt(plan, Math.min(most, room.height / lines));
  const size = Math.min(most, (room.height - below) / lines);
  const own = lines * size + below;
  const y = room.y + Math.max(0, room.height - own) / 2;
  const box = {...room, y, height: own};
  const bottom = y + lines * size;
  // A word that is not cut yet is as large as there is room for it.
  const wholeBox = (width: number): Box => {
    const text = Math.min(WHOLE, (room.width * 0.7) / width, room.height / 3);
    const [wide, high] = [width * text, height * text];
    const x = box.x + (box.width - wide) / 2;
    return {x, y: (y + bottom - high) / 2, width: wide, height: high};
  };
  return {
    size,
    box,
    levels: levelsAt(plan, size),
    bottom,
    numbers: bottom + BELOW,
    boxesOf: cut => {
      const places = placePieces(cuts[cut], starts, shape, widthOf);
      if (isWhole(plan, cut)) return [wholeBox(widthOfLines(places))];
      const spare = starts.length > 1 ? 0 : box.width - widthOfLines(places) * size;
      return places.map(({x, width, line}) => ({
        x: box.x + spare / 2 + x * size,
        width: width * size,
        y: y + line * pitch * size,
        height: height * size,
      }));
    },
  };
}

/** Whether a text that will be cut is still in one piece. */
const isWhole = ({cuts}: TextPlan, cut: number): boolean =>
  cuts.length > 1 && cuts[cut].length === 1 && cuts[cut][0].isPlain === true;
