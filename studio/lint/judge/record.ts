/** What the stage tells of one drawn frame. Shared by page and Node: types only. */

/** A point of the frame, in pixels of a 1920 x 1080 picture. */
export interface Point {
  x: number;
  y: number;
}

/** The corners of a text's ink, in order around it. */
export type Quad = readonly [Point, Point, Point, Point];

/** One piece of text as it was painted. */
export interface PaintedText {
  /** The node that painted it, e.g. `TokenStrip[1]`. */
  node: string;
  text: string;
  family: string;
  weight: number;
  /** Font size in pixels of the frame, with all scaling. */
  size: number;
  quad: Quad;
  /** The part of it that is seen: less where something clips or covers it. */
  seen: Quad;
  /** Opacity, 0 to 1. */
  alpha: number;
  /** Whether it moves or fades at this moment. */
  moving: boolean;
  /**
   * Contrast with what is painted behind it, 1 to 21; `null` where nothing of it can be
   * seen because something else covers it.
   */
  contrast: number | null;
  /** What the declared faces lack of it, with the remedy; `null` where all is there. */
  missing: string | null;
}

/** One drawn frame. */
export interface FrameRecord {
  texts: PaintedText[];
  /** Whether nothing at all is painted between header and caption. */
  empty: boolean;
  /** Share of the stage that the box around all that is painted there takes, 0 to 1. */
  filled: number;
}

/**
 * What differs in a frame that is painted in another theme: colours. What stands where, and
 * which pixels its glyphs fill, is the same.
 */
export interface OtherTheme extends Pick<FrameRecord, 'empty' | 'filled'> {
  /** Contrast of each text of the frame. */
  contrasts: PaintedText['contrast'][];
}
