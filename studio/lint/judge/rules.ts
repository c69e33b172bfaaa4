import {FRAME, LAYOUT} from '../../../scenes/theme/layout.ts';
import {SIZE} from '../../../scenes/theme/type.ts';
import {areaOf, boundsOf, sharedArea} from './geometry.ts';
import type {FrameRecord, PaintedText, Quad} from './record.ts';

export type RuleName =
  | 'text-size'
  | 'safe-area'
  | 'frame-cut'
  | 'zone'
  | 'overlap'
  | 'contrast'
  | 'glyph'
  | 'empty'
  | 'sparse';

/** Something in one frame that breaks a rule. */
export interface Violation {
  rule: RuleName;
  /** The node that painted the text. */
  node: string;
  text: string;
  /** What was measured. */
  value: number | string;
  /** What the rule asks for. */
  limit: number | string;
  /** Whether the text is faded. */
  faded: boolean;
  /** What is wrong, in one sentence. */
  message: string;
  /** What to outline in the picture. */
  quads: readonly Quad[];
}

/** Text under this opacity cannot be seen. */
const VISIBLE = 0.1;
/** Pixels that a box may be off by: edges of glyphs are soft. */
const TOLERANCE = 1;
/** Boxes of ink that share less than this part of the smaller one only touch. */
const TOUCHING = 0.04;
/** Text at this opacity or less, together with another, is one of two that swap places. */
const SWAPPING = 0.9;
/** Below this opacity, text is faded on purpose. */
const FULL = 0.9;

/** Whether a text stands at full strength. */
export const isFull = ({alpha}: Pick<PaintedText, 'alpha'>): boolean => alpha >= FULL;

/** What a text goes by in all frames of a play. */
export const keyOf = ({node, text}: {node: string; text: string}): string =>
  `${node}|${text}`;

/** Least contrast of text, and of large text. */
const CONTRAST = {text: 4.5, large: 3} as const;
/**
 * Text from this size on is large, and bold text from the second one on: what WCAG calls
 * large, in proportion to our smallest text.
 */
const LARGE = {
  size: SIZE.small * 1.5,
  bold: Math.ceil(SIZE.small * (14 / 12)),
} as const;

const SAFE = {
  left: FRAME.width * LAYOUT.safeMargin,
  right: FRAME.width * (1 - LAYOUT.safeMargin),
  top: FRAME.height * LAYOUT.safeMargin,
  bottom: FRAME.height * (1 - LAYOUT.safeMargin),
};

/** Everything in one frame that breaks a rule. */
export function judgeFrame({texts}: FrameRecord): Violation[] {
  const seen = texts.filter(text => text.alpha >= VISIBLE && text.contrast !== null);
  return [
    ...seen.flatMap(text =>
      [size, place, zone, contrast, glyph].flatMap(rule => rule(text) ?? []),
    ),
    ...overlaps(seen.filter(text => !text.moving)),
  ];
}

/** The least contrast that a text needs. */
export function neededContrast({size, weight}: PaintedText): number {
  const large = size >= LARGE.size || (weight >= 700 && size >= LARGE.bold);
  return large ? CONTRAST.large : CONTRAST.text;
}

function size(text: PaintedText): Violation | null {
  if (text.moving) return null;
  const footer = boundsOf(text.seen).top > LAYOUT.ruleY;
  const limit = footer ? SIZE.footer : SIZE.small;
  if (text.size >= limit - 0.05) return null;
  return broken(
    'text-size',
    text,
    round(text.size),
    limit,
    `is ${round(text.size)} px, under ${limit}`,
  );
}

function place(text: PaintedText): Violation | null {
  const box = boundsOf(text.quad);
  const frame = {left: 0, top: 0, right: FRAME.width, bottom: FRAME.height};
  const outside =
    box.right <= 0 ||
    box.left >= FRAME.width ||
    box.bottom <= 0 ||
    box.top >= FRAME.height;
  if (outside) return null;
  const cut = beyond(box, frame);
  if (cut) {
    return broken(
      'frame-cut',
      text,
      cut.value,
      cut.limit,
      `is cut by the ${cut.side} of the frame`,
    );
  }
  if (text.moving) return null;
  const unsafe = beyond(boundsOf(text.seen), SAFE);
  if (!unsafe) return null;
  return broken(
    'safe-area',
    text,
    unsafe.value,
    unsafe.limit,
    `stands in the margin: ${unsafe.side} ${unsafe.value}, safe is ${unsafe.limit}`,
  );
}

type Box = ReturnType<typeof boundsOf>;

function beyond(
  box: Box,
  limits: Box,
): {side: keyof Box; value: number; limit: number} | null {
  const over: Record<keyof Box, number> = {
    left: limits.left - box.left,
    top: limits.top - box.top,
    right: box.right - limits.right,
    bottom: box.bottom - limits.bottom,
  };
  const [side, most] = (Object.entries(over) as [keyof Box, number][]).sort(
    ([, a], [, b]) => b - a,
  )[0];
  return most > TOLERANCE
    ? {side, value: round(box[side]), limit: round(limits[side])}
    : null;
}

/** Nodes that belong to the frame: they may write in header and caption zone. */
const OWN = /^(?:Frame|ProvenanceStamp)\[/;

/** The frame's own words stand in header and caption zone; nothing else may. */
function zone(text: PaintedText): Violation | null {
  if (OWN.test(text.node) || text.moving) return null;
  const {top, bottom} = boundsOf(text.seen);
  if (top < LAYOUT.stage.top - TOLERANCE && bottom > 0) {
    return broken('zone', text, round(top), LAYOUT.stage.top, 'enters the header');
  }
  if (bottom > LAYOUT.stage.bottom + TOLERANCE && top < FRAME.height) {
    return broken(
      'zone',
      text,
      round(bottom),
      LAYOUT.stage.bottom,
      'enters the caption zone',
    );
  }
  return null;
}

/** Whether a text can be read on what is behind it, if anything is seen of it at all. */
export const isReadable = (text: PaintedText): boolean =>
  text.contrast !== null && text.contrast >= neededContrast(text) - 0.005;

function contrast(text: PaintedText): Violation | null {
  if (text.contrast === null || text.moving || isReadable(text)) return null;
  const limit = neededContrast(text);
  const value = Math.round(text.contrast * 100) / 100;
  return broken(
    'contrast',
    text,
    value,
    limit,
    `has contrast ${value}:1, needs ${limit}:1`,
  );
}

function glyph(text: PaintedText): Violation | null {
  if (text.missing === null) return null;
  return broken('glyph', text, text.text, `${text.family} ${text.weight}`, text.missing);
}

function overlaps(texts: readonly PaintedText[]): Violation[] {
  const boxes = texts.map(text => ({text, box: boundsOf(text.seen)}));
  boxes.sort((a, b) => a.box.left - b.box.left);
  const found: Violation[] = [];
  boxes.forEach(({text, box}, i) => {
    for (let j = i + 1; j < boxes.length && boxes[j].box.left < box.right; j++) {
      const other = boxes[j];
      if (other.box.top >= box.bottom || other.box.bottom <= box.top) continue;
      const share = overlapOf(text, other.text);
      if (share <= TOUCHING) continue;
      const percent = Math.round(share * 100);
      found.push({
        ...broken(
          'overlap',
          text,
          percent,
          0,
          `and “${other.text.text}” of ${other.text.node} cover each other by ${percent}%`,
        ),
        quads: [text.quad, other.text.quad],
      });
    }
  });
  return found;
}

/** Part of the smaller text that lies under the other, 0 to 1. */
function overlapOf(a: PaintedText, b: PaintedText): number {
  const swapping = a.alpha + b.alpha <= 1.01 && Math.max(a.alpha, b.alpha) < SWAPPING;
  if (swapping) return 0;
  const share = sharedArea(a.seen, b.seen) / Math.min(areaOf(a.seen), areaOf(b.seen));
  // A text painted twice in its place reads as one: an outline, or a change of weight.
  return a.text === b.text && a.node === b.node && share > 0.8 ? 0 : share;
}

function broken(
  rule: RuleName,
  {node, text, quad, alpha}: PaintedText,
  value: number | string,
  limit: number | string,
  what: string,
): Violation {
  const message = rule === 'glyph' ? what : `“${text}” of ${node} ${what}`;
  const faded = !isFull({alpha});
  return {rule, node, text, value, limit, faded, message, quads: [quad]};
}

const round = (value: number): number => Math.round(value * 10) / 10;
