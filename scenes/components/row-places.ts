import type {Box} from './box.ts';

/** How a column shares the width of its table. */
export interface ColumnSize {
  /** Pixels that it takes where there is room. */
  natural: number;
  /** Pixels that it can do with. Default: what it takes where there is room. */
  least?: number;
  /** Its share of what is left, 0 for none. */
  grow: number;
  /** 0 to 1: how far it has come in; what is not there takes no room. */
  opened: number;
}

/** Where the rows and columns of a table lie. */
export interface RowPlaces {
  /** Left ends and widths of the columns, in frame coordinates. */
  columns: readonly {x: number; width: number}[];
  /** Top of the first row's pitch, from row to row, and height of what stands in one. */
  top: number;
  pitch: number;
  cell: number;
  /** Size of the text in pixels. */
  text: number;
  /** Top of the row above the titles. */
  above: number;
  /** Baseline of the columns' titles. */
  heading: number;
  /** How many rows there is room for. */
  visible: number;
  /** Height of the line over each row, at the top of its pitch. */
  over: number;
}

/** Text is never smaller than can be read on a phone. */
const TEXT = {least: 28, share: 0.5} as const;
const LEAST_PITCH = 38;
const MOST_PITCH = 104;
const FILLED = 0.76;
const COLUMN_GAP = 30;
const HEADING = 52;
/** What stands over each row, in pixels. */
const OVER = 44;
/** From row to row of a table that takes no more room than it needs. */
const LOW_PITCH = 60;

/** What a table lays out. */
export interface TableShape {
  /** Number of rows, and how many of them are in sight at most. */
  rows: number;
  most?: number;
  /** How many of them have come: these stand in the middle. Default: all. */
  come?: number;
  /** Whether a line of titles stands above. */
  titled: boolean;
  /** Whether one more row stands above that. */
  hasAbove: boolean;
  /** Whether a line stands over each row. */
  hasOver?: boolean;
}

/** Height of a table that takes no more room than it needs, in pixels. */
export function lowHeight(shape: TableShape): number {
  const {rows, most = Infinity, titled, hasAbove, hasOver = false} = shape;
  const pitch = LOW_PITCH + (hasOver ? OVER : 0);
  return (titled ? HEADING : 0) + (Math.min(rows, most) + (hasAbove ? 1 : 0)) * pitch;
}

/**
 * Lay a table out in a box. Few rows are high with large text, many are low; those that
 * do not fit even so are scrolled to.
 */
export function placeRows(
  box: Box,
  shape: TableShape,
  columns: (text: number) => readonly ColumnSize[],
): RowPlaces {
  const {rows, most = Infinity, come = Infinity, titled, hasAbove} = shape;
  const heading = titled ? HEADING : 0;
  const over = shape.hasOver ? OVER : 0;
  const room = box.height - heading;
  const above = hasAbove ? 1 : 0;
  const seen = Math.min(rows, most);
  const even = room / (seen + above) - over;
  const pitch = over + Math.min(MOST_PITCH, Math.max(LEAST_PITCH, even));
  const visible = Math.min(seen, Math.floor(room / pitch - above + 1e-6));
  const spare = (room - (Math.min(visible, come) + above) * pitch) / 2;
  const below = box.y + spare + above * pitch;
  const cell = (pitch - over) * FILLED;
  const text = Math.max(TEXT.least, cell * TEXT.share);
  return {
    columns: placeColumns(box, columns(text)),
    top: below + heading,
    above: box.y + spare,
    pitch,
    cell,
    text,
    heading: below + heading - 16,
    visible,
    over,
  };
}

/** Divide a table's width among its columns. */
export function placeColumns(
  {x, width}: Pick<Box, 'x' | 'width'>,
  columns: readonly ColumnSize[],
): {x: number; width: number}[] {
  const gaps = columns.slice(1).map(({opened}) => COLUMN_GAP * Math.min(1, opened));
  const fixed = columns.reduce((sum, {natural, opened}) => sum + natural * opened, 0);
  const room = width - fixed - gaps.reduce((sum, gap) => sum + gap, 0);
  const left = Math.max(0, room);
  const slack = ({natural, least = natural, opened}: ColumnSize): number =>
    (natural - least) * opened;
  const slacks = columns.reduce((sum, column) => sum + slack(column), 0);
  // Where there is too little room, those give way that can do with less.
  const yielded = Math.min(1, Math.max(0, -room) / Math.max(1e-9, slacks));
  const grows = columns.reduce((sum, {grow, opened}) => sum + grow * opened, 0);
  // What is still coming in takes no more than its part: the others keep the rest.
  const share = left / Math.max(1e-9, grows);
  let at = x;
  return columns.map((column, i) => {
    const {natural, grow, opened} = column;
    if (i > 0) at += gaps[i - 1];
    const taken = natural * opened - slack(column) * yielded;
    const own = {x: at, width: taken + share * grow * opened};
    at += own.width;
    return own;
  });
}
