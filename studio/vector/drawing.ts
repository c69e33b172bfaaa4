/** A drawing without pixels. Shared by page and Node: types only. */

/** `matrix(a b c d e f)` from a shape's own coordinates to those of the frame. */
export type Matrix = readonly [number, number, number, number, number, number];

/** A colour, with the opacity of its own and of what it is painted with. */
export interface Paint {
  /** As CSS. */
  color: string;
  opacity: number;
}

export interface Stroke extends Paint {
  width: number;
  cap: 'butt' | 'round' | 'square';
  join: 'bevel' | 'round' | 'miter';
  miterLimit: number;
  dash: readonly number[];
  dashOffset: number;
}

/** A word of a text; a browser shapes each by itself. */
export interface SetWord {
  text: string;
  /** Left end and width in pixels, extra letter spacing included. */
  x: number;
  width: number;
}

/** One thing that is painted, in the order of painting. */
export type Mark =
  | {
      kind: 'path';
      /** Path data as in SVG. */
      d: string;
      matrix: Matrix;
      fill: (Paint & {rule: 'nonzero' | 'evenodd'}) | null;
      stroke: Stroke | null;
    }
  | {
      kind: 'text';
      text: string;
      /** Address of the face's file on the page's server. */
      face: string;
      weight: number;
      size: number;
      /** Its words, each where the browser sets it. */
      words: readonly SetWord[];
      /** The alphabetic baseline. */
      y: number;
      letterSpacing: number;
      /** Whether ligatures are formed; pairs are always kerned. */
      ligatures: boolean;
      direction: 'ltr' | 'rtl';
      matrix: Matrix;
      fill: Paint;
    }
  | {
      kind: 'image';
      /** A PNG data URL. */
      url: string;
      x: number;
      y: number;
      width: number;
      height: number;
      matrix: Matrix;
      opacity: number;
    }
  /** What follows up to `close` is faded as one. */
  | {kind: 'open'; opacity: number}
  /** What follows up to `close` is seen only inside this path. */
  | {kind: 'clip'; d: string; matrix: Matrix; rule: 'nonzero' | 'evenodd'}
  | {kind: 'close'};

/** A text of a drawing. */
export type TextMark = Extract<Mark, {kind: 'text'}>;
