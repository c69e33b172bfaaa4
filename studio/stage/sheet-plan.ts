/** Pictures of one scene on a contact sheet. */
export interface SheetRow {
  heading: string;
  /** What stands under each picture. */
  labels: readonly string[];
}

interface Place {
  x: number;
  y: number;
}

/** Where everything lies on a contact sheet, in pixels. */
export interface SheetPlan {
  width: number;
  height: number;
  rows: {
    /** Baseline of the heading. */
    heading: Place;
    /** Top left corner of each picture, and baseline of its label. */
    pictures: {picture: Place; label: Place}[];
  }[];
}

/** A sheet is about so wide, whatever the size of its pictures. */
const WIDTH = 2000;
/** Distances and sizes of text in pixels. */
export const SHEET = {margin: 24, gap: 16, heading: 26, label: 20} as const;
const HEADING_ROOM = SHEET.heading + 18;
const LABEL_ROOM = SHEET.label + 14;

/**
 * Lay out a contact sheet: a heading per scene, and its pictures below in lines.
 *
 * @param rows - The scenes.
 * @param picture - Size of every picture in pixels.
 */
export function planSheet(
  rows: readonly SheetRow[],
  picture: {width: number; height: number},
): SheetPlan {
  const columns = Math.max(
    1,
    Math.floor((WIDTH + SHEET.gap) / (picture.width + SHEET.gap)),
  );
  let y: number = SHEET.margin;
  const placed = rows.map(({labels}) => {
    const heading = {x: SHEET.margin, y: y + SHEET.heading};
    const top = y + HEADING_ROOM;
    const lineHeight = picture.height + LABEL_ROOM + SHEET.gap;
    const pictures = labels.map((_, i) => {
      const x = SHEET.margin + (i % columns) * (picture.width + SHEET.gap);
      const line = top + Math.floor(i / columns) * lineHeight;
      return {
        picture: {x, y: line},
        label: {x, y: line + picture.height + SHEET.label + 4},
      };
    });
    y = top + Math.ceil(labels.length / columns) * lineHeight + SHEET.gap;
    return {heading, pictures};
  });
  return {
    width: 2 * SHEET.margin + columns * (picture.width + SHEET.gap) - SHEET.gap,
    height: y - 2 * SHEET.gap + SHEET.margin,
    rows: placed,
  };
}
