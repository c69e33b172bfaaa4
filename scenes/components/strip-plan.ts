import type {CapturedToken} from '../../data-extract/text/token.ts';
import type {Box} from './box.ts';
import {GROUP_HEIGHT} from './sizes.ts';
import {chipSizes} from './strip-sizes.ts';
import type {ChipSize} from './strip-sizes.ts';
import {exactLabel, tokenLabel} from './token-label.ts';
import {placeChips, placeRunning} from './token-places.ts';
import type {TokenBox} from './token-places.ts';
import type {TokenGroup} from './token-words.ts';

export interface StripRequest {
  tokens: readonly CapturedToken[];
  /** Whether chips leave room for their ids. */
  withIds: boolean;
  groups: readonly TokenGroup[];
  /**
   * Lines of text below the chips that others write, ids not included. Where the chips
   * take several lines, one each is left.
   */
  notes: number;
  /** Whether leading spaces are left out or marked. */
  spaces: 'hidden' | 'marked';
}

/** A chip's place, and on which line it stands, from 0. */
export type ChipBox = Box & Pick<TokenBox, 'line'>;

/** How a strip of tokens is laid out. Sizes in pixels, places in frame coordinates. */
export interface StripPlan {
  labels: readonly string[];
  boxes: readonly ChipBox[];
  /** Left edges of the labels while the text is in one piece. */
  running: readonly number[];
  /** Size of the labels, and of the ids and notes below the chips. */
  size: number;
  noteSize: number;
  /** How many lines the chips take. */
  lines: number;
  /** What notes take below a chip, and from there to the next line. */
  below: number;
  between: number;
  /** Width of the longest line, and height of all lines, with what stands above and below the chips. */
  width: number;
  height: number;
  /** Words that get a bracket: none where there are many lines. */
  groups: readonly TokenGroup[];
}

/** Widths of texts in the code face, in pixels. */
export type WidthOf = (text: string, size: number) => number;

/** From this many lines on, there is no room for brackets. */
const MANY = 3;
/** So many lines have room between them for arcs in any case, by the height of a chip. */
const APART = {lines: 3, room: 0.6};
/**
 * Between two, and between more where there is room, more of it where chips are small: so
 * many pixels, by their height at most so much.
 */
const FAR_APART = {pixels: 86, room: 1.3};
/** How far apart lines stand: as far as is good for arcs, less, or as little as may be. */
const DISTANCES = [0, 1, 2] as const;
/** Notes that come with arcs take so many lines. */
const OF_ARCS = 2;
/** From line to line of the notes, by the size of their text. */
const NOTE_PITCH = 1.25;

/** From the bottom of a chip to the baseline of a note below it. */
export const noteDrop = (noteSize: number, note: number): number =>
  noteSize * (NOTE_PITCH * note + 1.2);

/**
 * Lay a strip out in a box, with labels as large as fit, on as many lines as that takes.
 *
 * @throws Where the tokens do not fit even with the smallest labels.
 */
export function planStrip(request: StripRequest, box: Box, widthOf: WidthOf): StripPlan {
  for (const distance of DISTANCES) {
    for (const size of chipSizes('fill')) {
      const plan = planAt({...request, distance}, size, box, widthOf);
      if (plan && fits(plan, box)) return plan;
    }
  }
  throw new Error(
    `${request.tokens.length} tokens do not fit ${Math.round(box.width)} x ${Math.round(box.height)} pixels; use a shorter text in the capture declaration.`,
  );
}

const fits = (plan: StripPlan, {height}: Pick<Box, 'height'>): boolean =>
  plan.height <= height + 0.5;

/**
 * Height of a strip that takes as few lines as its text allows.
 *
 * @param room - Where its lines do not fit, they stand as close as they may.
 */
export function compactStrip(
  request: StripRequest,
  {width, height = Infinity}: {width: number; height?: number},
  widthOf: WidthOf,
): StripPlan {
  const room = {x: 0, y: 0, width, height: Infinity};
  const plans = chipSizes('compact').flatMap(size => {
    const all = DISTANCES.map(distance =>
      planAt({...request, distance}, size, room, widthOf),
    ).filter(plan => plan !== null);
    return all.find(plan => fits(plan, {height})) ?? all.slice(-1);
  });
  if (plans.length === 0) {
    throw new Error(
      `A token is wider than ${Math.round(width)} pixels; use a shorter text in the capture declaration.`,
    );
  }
  // Of many lines the densest: others need the room more.
  const isBetter = (plan: StripPlan, best: StripPlan): boolean =>
    plan.lines < best.lines || (plan.lines === best.lines && plan.lines >= MANY);
  return plans.reduce((best, plan) => (isBetter(plan, best) ? plan : best));
}

/** The strip with labels of one size, `null` where it is too wide. */
function planAt(
  {
    tokens,
    withIds,
    spaces,
    groups: words,
    notes,
    distance,
  }: StripRequest & {distance: (typeof DISTANCES)[number]},
  {size, noteSize, height: chip, gap}: ChipSize,
  box: Box,
  widthOf: WidthOf,
): StripPlan | null {
  const labels = tokens.map(spaces === 'marked' ? exactLabel : tokenLabel);
  const widths = labels.map((label, i) =>
    Math.max(widthOf(label, size), withIds ? widthOf(`${tokens[i].id}`, noteSize) : 0),
  );
  const edges = {left: box.x, right: box.x + box.width};
  const most = Math.max(1, tokens.length);
  const placed = placeChips(widths, {...edges, lines: most, size});
  if (!placed) return null;
  const lines = (placed.at(-1)?.line ?? 0) + 1;
  const groups = lines < MANY ? words : [];
  const written = (withIds ? 1 : 0) + (lines === 1 ? notes : Math.min(1, notes));
  const above = groups.length > 0 ? GROUP_HEIGHT : 0;
  const below = written === 0 ? 0 : noteDrop(noteSize, written - 1) + noteSize * 0.3;
  const between = gap + (notes >= OF_ARCS ? apart(lines, chip)[distance] : 0);
  const pitch = above + chip + below + between;
  const height = lines * pitch - between;
  const top = box.y + (Number.isFinite(box.height) ? (box.height - height) / 2 : 0);
  const width =
    placed.length === 0
      ? 0
      : Math.max(...placed.map(own => own.x + own.width)) -
        Math.min(...placed.map(own => own.x));
  const boxes = placed.map(({x, width, line}) => ({
    x,
    width,
    line,
    height: chip,
    y: top + above + line * pitch,
  }));
  return {
    labels,
    boxes,
    size,
    noteSize,
    lines,
    below,
    between,
    width,
    height,
    groups,
    running: placeRunning(
      tokens.map(({text, special}, i) => ({
        before: text === ` ${labels[i]}` ? widthOf(' ', size) : 0,
        own: special ? 0 : widthOf(labels[i], size),
      })),
      placed,
    ),
  };
}

/** Room for arcs between lines, in pixels, by how far apart they stand. */
function apart(lines: number, chip: number): readonly [number, number, number] {
  if (lines === 1) return [0, 0, 0];
  const near = Math.round(APART.room * chip);
  const far = Math.round(
    Math.max(near, Math.min(FAR_APART.pixels, FAR_APART.room * chip)),
  );
  if (lines === 2) return [far, far, far];
  return [far, near, lines <= APART.lines ? near : 0];
}

/** A strip on its way from one layout to another; what joins is where it will be. */
export function mixStrips(from: StripPlan, to: StripPlan, t: number): StripPlan {
  const mix = (a: number, b: number): number => a + (b - a) * t;
  return {
    ...(t < 0.5 ? from : to),
    labels: to.labels,
    size: mix(from.size, to.size),
    noteSize: mix(from.noteSize, to.noteSize),
    below: mix(from.below, to.below),
    between: mix(from.between, to.between),
    running: to.running.map((x, i) => mix(from.running[i] ?? x, x)),
    boxes: to.boxes.map((box, i) => {
      const before = from.boxes[i] ?? box;
      return {
        x: mix(before.x, box.x),
        y: mix(before.y, box.y),
        line: box.line,
        width: mix(before.width, box.width),
        height: mix(before.height, box.height),
      };
    }),
  };
}

/**
 * How many tokens the layouts have that a strip lies between while others join.
 *
 * @param count - Tokens that were there before.
 * @param appended - How many have joined; one that has only begun to, by less than a sum
 * with `count` can hold, counts as well.
 */
export const joinedCounts = (count: number, appended: number): [number, number] => [
  count + Math.floor(appended),
  count + Math.ceil(appended),
];
