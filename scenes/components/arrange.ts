import type {Extent} from './Picture.ts';
import type {Box} from './box.ts';

/** What can be laid out: it says how much of a room it takes. */
export interface Part {
  extent(room: {width: number; height: number}): Extent;
  /** How much of the rest it takes where others take of it too. Default 1. */
  readonly share?: number;
  /** What it needs of the rest at least. Default nothing. */
  least?(): Size;
}

/** In pixels. */
export interface Size {
  width: number;
  height: number;
}

/** Parts side by side, or one below the other. */
export interface Arrangement<P extends Part> {
  axis: 'across' | 'down';
  /** Between neighbours, in pixels. */
  gap: number;
  /** Where its parts stand if none takes the rest: in the middle, or at the end. */
  pack?: 'middle' | 'end';
  parts: readonly (P | Arrangement<P>)[];
}

/** Between neighbours where nothing else is said, in pixels. */
export const GAP = 40;

export const isArrangement = <P extends Part>(
  one: P | Arrangement<P>,
): one is Arrangement<P> => 'parts' in one;

/**
 * Give every part its box: those with a size of their own get it, the others share what
 * is left. Where no part takes the rest, all of them stand in the middle, or at the end
 * where it says so. Across the direction a part that does not fill stands in the middle too.
 *
 * @returns The boxes of the parts, those of inner arrangements included.
 * @throws `RangeError` where the sizes do not fit.
 */
export function arrange<P extends Part>(
  whole: P | Arrangement<P>,
  box: Box,
): Map<P, Box> {
  const places = new Map<P, Box>();
  place(whole, box, places);
  return places;
}

function place<P extends Part>(
  one: P | Arrangement<P>,
  box: Box,
  places: Map<P, Box>,
): void {
  if (!isArrangement(one)) {
    places.set(one, box);
    return;
  }
  const isAcross = one.axis === 'across';
  const extents = extentsIn(one, box);
  const along = extents.map(own => own[axisOf(one)]);
  const free = freeIn(one, extents, box);
  if (free < -0.5) {
    throw new RangeError(
      `${along.join(', ')} with gaps of ${one.gap} do not fit ${box[axisOf(one)]} pixels.`,
    );
  }
  const takers = one.parts.filter((_, i) => along[i] === 'rest');
  const shared = shareOut(
    free,
    takers.map(part => ({share: shareOf(part), least: leastOf(part)[axisOf(one)]})),
  );
  const before = takers.length > 0 ? 0 : one.pack === 'end' ? free : free / 2;
  let at = (isAcross ? box.x : box.y) + before;
  one.parts.forEach((part, i) => {
    const taken = along[i];
    const size = taken === 'rest' ? shared[takers.indexOf(part)] : taken;
    const across = isAcross ? extents[i].height : extents[i].width;
    const room = isAcross ? box.height : box.width;
    const breadth = across === 'rest' ? room : Math.min(room, across);
    const aside = (room - breadth) / 2;
    const own = isAcross
      ? {x: at, y: box.y + aside, width: size, height: breadth}
      : {x: box.x + aside, y: at, width: breadth, height: size};
    place(part, own, places);
    at += size + one.gap;
  });
}

/**
 * What each part of an arrangement takes. Where all of them do not fit, the largest one is
 * asked again, for the room that the others leave it.
 */
function extentsIn<P extends Part>(one: Arrangement<P>, room: Size): Extent[] {
  const extents = one.parts.map(part => extentOf(part, room));
  const free = freeIn(one, extents, room);
  if (free >= 0) return extents;
  const along = extents.map(own => own[axisOf(one)]);
  const sizes = along.map(own => (own === 'rest' ? 0 : own));
  const largest = sizes.indexOf(Math.max(...sizes));
  const left = {...room, [axisOf(one)]: Math.max(0, sizes[largest] + free)};
  return extents.with(largest, extentOf(one.parts[largest], left));
}

/** What of a room no part takes by itself, less than nothing where they do not fit. */
const freeIn = <P extends Part>(
  one: Arrangement<P>,
  extents: readonly Extent[],
  room: Size,
): number =>
  extents.reduce<number>(
    (free, {[axisOf(one)]: own}) => free - (own === 'rest' ? 0 : own),
    room[axisOf(one)] - one.gap * (one.parts.length - 1),
  );

const axisOf = <P extends Part>({axis}: Arrangement<P>): 'width' | 'height' =>
  axis === 'across' ? 'width' : 'height';

/**
 * Share what is left: each gets its share, but not less than it needs as long as there is
 * enough for all.
 */
export function shareOut(
  free: number,
  parts: readonly {share: number; least: number}[],
): number[] {
  const needed = parts.reduce((sum, {least}) => sum + least, 0);
  const least = parts.map(own => (needed > free ? 0 : own.least));
  const short = new Set<number>();
  for (;;) {
    const others = [...parts.keys()].filter(i => !short.has(i));
    const left = [...short].reduce((rest, i) => rest - least[i], free);
    const all = others.reduce((sum, i) => sum + parts[i].share, 0);
    const sizeOf = (i: number): number =>
      short.has(i) ? least[i] : (left * parts[i].share) / all;
    const next = others.filter(i => sizeOf(i) < least[i]);
    if (next.length === 0) return parts.map((_, i) => sizeOf(i));
    for (const i of next) short.add(i);
  }
}

/** What a part needs at least: along an arrangement all of its parts, across the broadest. */
function leastOf<P extends Part>(one: P | Arrangement<P>): Size {
  if (!isArrangement(one)) return one.least?.() ?? {width: 0, height: 0};
  const parts = one.parts.map(leastOf);
  const gaps = one.gap * (one.parts.length - 1);
  const total = (key: keyof Size): number =>
    axisOf(one) === key
      ? parts.reduce((sum, own) => sum + own[key], gaps)
      : Math.max(...parts.map(own => own[key]));
  return {width: total('width'), height: total('height')};
}

/** Of parts in an arrangement the greediest counts. */
function shareOf<P extends Part>(one: P | Arrangement<P>): number {
  return isArrangement(one) ? Math.max(...one.parts.map(shareOf)) : (one.share ?? 1);
}

/** An arrangement is as long as its parts together, and as broad as the broadest. */
function extentOf<P extends Part>(
  one: P | Arrangement<P>,
  room: {width: number; height: number},
): Extent {
  if (!isArrangement(one)) return one.extent(room);
  const extents = extentsIn(one, room);
  const gaps = one.gap * (one.parts.length - 1);
  const sum = (sizes: (number | 'rest')[]): number | 'rest' =>
    sizes.reduce<number | 'rest'>(
      (all, own) => (all === 'rest' || own === 'rest' ? 'rest' : all + own),
      gaps,
    );
  const most = (sizes: (number | 'rest')[]): number | 'rest' =>
    sizes.reduce((all, own) =>
      all === 'rest' || own === 'rest' ? 'rest' : Math.max(all, own),
    );
  const [widths, heights] = [extents.map(e => e.width), extents.map(e => e.height)];
  const along = (sizes: (number | 'rest')[]): number | 'rest' =>
    one.pack === 'end' ? 'rest' : sum(sizes);
  return one.axis === 'across'
    ? {width: along(widths), height: most(heights)}
    : {width: most(widths), height: along(heights)};
}

/**
 * The arrangement with a part put before or after another, along an axis.
 *
 * @param anchors - All that is in the other part: one, or what lies there side by side or
 * one below the other.
 */
export function putBeside<P extends Part>(
  whole: P | Arrangement<P>,
  anchors: readonly P[],
  added: P | Arrangement<P>,
  how: {axis: 'across' | 'down'; isBefore: boolean; gap: number},
): P | Arrangement<P> {
  const {axis, isBefore, gap} = how;
  if (holds(whole, anchors)) {
    return {axis, gap, parts: isBefore ? [added, whole] : [whole, added]};
  }
  if (!isArrangement(whole)) return whole;
  const at = whole.parts.findIndex(part => holds(part, anchors));
  if (at >= 0 && whole.axis === axis && whole.gap === gap) {
    return {...whole, parts: whole.parts.toSpliced(at + (isBefore ? 0 : 1), 0, added)};
  }
  return {...whole, parts: whole.parts.map(part => putBeside(part, anchors, added, how))};
}

/** All that is laid out in an arrangement. */
export const leavesOf = <P extends Part>(whole: P | Arrangement<P>): P[] =>
  isArrangement(whole) ? whole.parts.flatMap(leavesOf) : [whole];

/** Whether some parts, and no others, are one part of an arrangement. */
export function holds<P extends Part>(
  whole: P | Arrangement<P>,
  parts: readonly P[],
): boolean {
  const leaves = leavesOf(whole);
  return leaves.length === parts.length && parts.every(part => leaves.includes(part));
}

/** Whether some parts are one part of an arrangement, or of one within it. */
export const hasPart = <P extends Part>(
  whole: P | Arrangement<P>,
  parts: readonly P[],
): boolean =>
  holds(whole, parts) ||
  (isArrangement(whole) && whole.parts.some(part => hasPart(part, parts)));

/** The arrangement with one part in the place of another. */
export function putInstead<P extends Part>(
  whole: P | Arrangement<P>,
  old: P,
  added: P | Arrangement<P>,
): P | Arrangement<P> {
  if (whole === old) return added;
  if (!isArrangement(whole)) return whole;
  return {...whole, parts: whole.parts.map(part => putInstead(part, old, added))};
}

/** The arrangement without some parts, `null` where nothing is left. */
export function without<P extends Part>(
  whole: P | Arrangement<P>,
  gone: ReadonlySet<P>,
): P | Arrangement<P> | null {
  if (!isArrangement(whole)) return gone.has(whole) ? null : whole;
  const parts = whole.parts
    .map(part => without(part, gone))
    .filter(part => part !== null);
  if (parts.length === 0) return null;
  return parts.length === 1 ? parts[0] : {...whole, parts};
}
