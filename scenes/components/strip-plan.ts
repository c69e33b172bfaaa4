import type {CapturedToken} from '../../data-extract/text/token.ts';
import {SIZE} from '../theme/type.ts';
import {GROUP_HEIGHT, TOKEN_HEIGHT} from './sizes.ts';
import {exactLabel, tokenLabel} from './token-label.ts';
import {placeChips, placeRunning} from './token-places.ts';
import type {TokenBox} from './token-places.ts';
import type {TokenGroup} from './token-words.ts';

export interface StripRequest {
  tokens: readonly CapturedToken[];
  /** Whether chips leave room for their ids. */
  withIds: boolean;
  groups: readonly TokenGroup[];
  /** Room below each line for what others write there, in pixels. */
  notes: number;
  /** Whether leading spaces are left out or marked. */
  spaces: 'hidden' | 'marked';
  /** How many lines there may be. */
  lines: number;
  /** Edges in frame coordinates. */
  left: number;
  right: number;
}

/** How a strip of tokens is laid out. Sizes in pixels. */
export interface StripPlan {
  labels: readonly string[];
  boxes: readonly TokenBox[];
  /** Left edges of the labels while the text is in one piece. */
  running: readonly number[];
  /** Size of the labels. */
  size: number;
  chipHeight: number;
  /** From the bottom of a chip to the baseline of its id. */
  idDrop: number;
  /** From the top of one line to the next. */
  lineHeight: number;
  /** Bottom of the last line, measured from the top of the first. */
  height: number;
  /** Words that get a bracket: none where there are many lines. */
  groups: readonly TokenGroup[];
}

const ROOMY = {size: SIZE.token, chipHeight: TOKEN_HEIGHT, idDrop: 34, gap: 20} as const;
const DENSE = {size: SIZE.small, chipHeight: 46, idDrop: 28, gap: 8} as const;
/** From this many lines on, there is no room for brackets. */
const MANY = 3;

/**
 * Lay a strip out: on one line where it fits, else with smaller chips on several.
 *
 * @param widthOf - Width of a text in the code face at a size, in pixels.
 * @throws Where it needs more lines than it may have.
 */
export function planStrip(
  request: StripRequest,
  widthOf: (text: string, size: number) => number,
): StripPlan {
  const {tokens, withIds, spaces} = request;
  const labels = tokens.map(spaces === 'marked' ? exactLabel : tokenLabel);
  const ids = tokens.map(({id}) => (withIds ? widthOf(`${id}`, SIZE.small) : 0));
  const placed = (size: number, lines: number): TokenBox[] | null => {
    const widths = labels.map((label, i) => Math.max(widthOf(label, size), ids[i]));
    return placeChips(widths, {...request, lines});
  };
  const roomy = placed(ROOMY.size, 1);
  const {size, chipHeight, idDrop, gap} = roomy ? ROOMY : DENSE;
  const boxes = roomy ?? (request.lines > 1 ? placed(size, request.lines) : null);
  if (!boxes) {
    const room = request.lines === 1 ? 'one line' : `${request.lines} lines`;
    throw new Error(
      `${tokens.length} tokens are too wide for ${room}; use a shorter text in the capture declaration.`,
    );
  }
  const lines = (boxes.at(-1)?.line ?? 0) + 1;
  const groups = lines < MANY ? request.groups : [];
  const line =
    chipHeight +
    gap +
    request.notes +
    (withIds ? idDrop + 8 : 0) +
    (groups.length ? GROUP_HEIGHT : 0);
  return {
    ...{labels, boxes, size, chipHeight, idDrop, groups},
    lineHeight: line,
    height: (lines - 1) * line + chipHeight + (withIds ? idDrop + 8 : 0) + request.notes,
    running: placeRunning(
      tokens.map(({text, special}, i) => ({
        before: text === ` ${labels[i]}` ? widthOf(' ', size) : 0,
        own: special ? 0 : widthOf(labels[i], size),
      })),
      boxes,
    ),
  };
}
