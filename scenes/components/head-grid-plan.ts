import type {Box} from './box.ts';

/** Where the tiles of a grid of heads lie. */
export interface HeadGridPlan {
  /** Side of a tile. */
  tile: number;
  /** Whether labels are whole words, or numbers alone. */
  spelled: boolean;
  /** Each how many-th layer and head has a label. */
  every: {layer: number; head: number};
  tileOf(layer: number, head: number): Box;
}

/** Room for the names of layers and of heads, in pixels. */
export const HEAD_LABELS = {width: 110, height: 44} as const;
const GAP = 14;
/** What the number of a layer or a head takes, in pixels. */
const LABEL = {width: 40, height: 28} as const;
/** Tiles stand no further apart than this many times their side. */
const SPREAD = 1.36;
/** Tiles from this side on have room for a word. */
const SPELLED = 100;

/** Lay the heads of a model out: layers from top to bottom, heads from left to right. */
export function planHeadGrid(
  {layers, heads}: {layers: number; heads: number},
  box: Box,
): HeadGridPlan {
  const room = {
    width: box.width - HEAD_LABELS.width,
    height: box.height - HEAD_LABELS.height,
  };
  const pitch = Math.min(room.width / heads, room.height / layers);
  // Of many small tiles the gaps are small, too.
  const gap = Math.min(GAP, pitch / 3);
  const tile = pitch - gap;
  const across = Math.min(room.width / heads, tile * SPREAD);
  const left = box.x + HEAD_LABELS.width + (room.width - across * heads) / 2;
  const used = layers * pitch - gap;
  const top = box.y + HEAD_LABELS.height + (room.height - used) / 2;
  return {
    tile,
    spelled: tile >= SPELLED,
    every: {
      layer: Math.max(1, Math.ceil(LABEL.height / pitch)),
      head: Math.max(1, Math.ceil(LABEL.width / across)),
    },
    tileOf: (layer, head) => ({
      x: left + across * head + (across - tile) / 2,
      y: top + layer * pitch,
      width: tile,
      height: tile,
    }),
  };
}

/** Lay the heads of one layer out alone: each in the middle of an equal lane. */
export function planLanes(
  heads: number,
  box: Box,
): Omit<HeadGridPlan, 'spelled' | 'every'> {
  const lane = box.width / heads;
  const tile = Math.min(lane - GAP, box.height - HEAD_LABELS.height);
  const top = box.y + HEAD_LABELS.height;
  return {
    tile,
    tileOf: (_layer, head) => ({
      x: box.x + (head + 0.5) * lane - tile / 2,
      y: top + (box.height - HEAD_LABELS.height - tile) / 2,
      width: tile,
      height: tile,
    }),
  };
}
