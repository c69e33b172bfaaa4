import {FACES} from '../../../scenes/theme/fonts.ts';
import type {Mark, Paint, SetWord} from '../../vector/drawing.ts';
import {parseFont} from '../find-missing-glyph.ts';
import {matrixOf} from './matrix.ts';

/** The arguments of `fillText`. */
type Text = [text: string, x: number, y: number, maxWidth?: number];

/** A text as it is about to be painted, from its left end on its alphabetic baseline. */
export function textMark(
  context: CanvasRenderingContext2D,
  [text, x, y, maxWidth]: Text,
  fill: Paint,
): Mark | null {
  if (text.trim() === '') return null;
  const {family, weight, size} = parseFont(context.font);
  const face = FACES.find(entry => entry.family === family && entry.weight === weight);
  if (!face)
    throw new Error(`"${text}" is set in "${context.font}", which is no bundled face.`);
  const {textAlign, textBaseline, direction} = context;
  const placed = context.measureText(text);
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  const plain = context.measureText(text);
  // The ink stays where it is while its point of reference moves.
  const left = x - placed.actualBoundingBoxLeft + plain.actualBoundingBoxLeft;
  const words = wordsOf(context, text, left);
  Object.assign(context, {textAlign, textBaseline});
  if (maxWidth !== undefined && maxWidth < plain.width) {
    throw new Error(`"${text}" is squeezed into a width, which is not told as shapes.`);
  }
  return {
    kind: 'text',
    text,
    face: face.url,
    weight,
    size,
    words,
    y: y - placed.actualBoundingBoxAscent + plain.actualBoundingBoxAscent,
    letterSpacing: Number.parseFloat(context.letterSpacing) || 0,
    ligatures: context.textRendering !== 'optimizeSpeed',
    direction: direction === 'rtl' ? 'rtl' : 'ltr',
    matrix: matrixOf(context),
    fill,
  };
}

function wordsOf(
  context: CanvasRenderingContext2D,
  text: string,
  left: number,
): SetWord[] {
  const widthOf = (part: string): number => context.measureText(part).width;
  const right = left + widthOf(text);
  return [...text.matchAll(/\S+/g)].map(({0: word, index}) => {
    const [before, width] = [widthOf(text.slice(0, index)), widthOf(word)];
    const x = context.direction === 'rtl' ? right - before - width : left + before;
    return {text: word, x, width};
  });
}
