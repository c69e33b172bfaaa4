import type {EncodingStep} from '../../data-extract/capture/format.ts';

/** A piece of a word and its place in pixels, from the middle of the line. */
export interface LadderPiece {
  label: string;
  x: number;
  width: number;
}

/** Between two pieces that can be merged. */
export interface Junction {
  rank: number;
  /** From the middle of the line. */
  x: number;
  /** Which of the two heights its rank is written at. */
  level: number;
  /** Whether the two are merged next. */
  chosen: boolean;
}

export interface LadderState {
  pieces: readonly LadderPiece[];
  junctions: readonly (Junction | null)[];
}

const GAP = 22;
const PADDING = 26;
/** From one rank to the next in pixels, where they stand at one height and at two. */
const PITCH = [104, 54] as const;

/**
 * Lay out the steps of cutting a word: the pieces of each centred on a line, with room
 * for ranks between them. Long words have their ranks at two heights.
 *
 * @param labelOf - What a piece says.
 * @param widthOf - Width of a label in pixels.
 * @param room - Width of the line in pixels.
 * @throws Where the word is too long even so.
 */
export function planLadder(
  steps: readonly EncodingStep[],
  labelOf: (piece: EncodingStep['pieces'][number]) => string,
  widthOf: (label: string) => number,
  room: number,
): LadderState[] {
  for (const [level, pitch] of PITCH.entries()) {
    const states = steps.map(step => place(step, labelOf, widthOf, pitch, level + 1));
    const widest = Math.max(...states.map(({pieces}) => widthOfLine(pieces)));
    if (widest <= room) return states;
  }
  throw new Error(
    `A word of ${steps[0]?.pieces.length ?? 0} bytes is too long for one line; use a shorter one in the capture declaration.`,
  );
}

function place(
  {pieces, ranks, chosen}: EncodingStep,
  labelOf: (piece: EncodingStep['pieces'][number]) => string,
  widthOf: (label: string) => number,
  pitch: number,
  levels: number,
): LadderState {
  const padding = pitch < PITCH[0] ? PADDING / 3 : PADDING;
  const gap = pitch < PITCH[0] ? GAP / 2 : GAP;
  let x = 0;
  const placed = pieces.map(piece => {
    const label = labelOf(piece);
    const width = Math.max(pitch - gap, widthOf(label) + 2 * padding);
    const own = {label, x, width};
    x += width + gap;
    return own;
  });
  const middle = (x - gap) / 2;
  const centred = placed.map(piece => ({...piece, x: piece.x - middle}));
  return {
    pieces: centred,
    junctions: ranks.map((rank, i) =>
      rank === null
        ? null
        : {
            rank,
            x: centred[i].x + centred[i].width + gap / 2,
            level: i % levels,
            chosen: i === chosen,
          },
    ),
  };
}

function widthOfLine(pieces: readonly LadderPiece[]): number {
  const last = pieces.at(-1);
  return last ? 2 * (last.x + last.width) : 0;
}
