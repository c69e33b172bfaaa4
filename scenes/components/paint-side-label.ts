import {MONO, SANS, SIZE} from '../theme/type.ts';
import {bottomOf, centreOf, rightOf} from './box.ts';
import type {Box, Point} from './box.ts';
import {paintBracket} from './paint-bracket.ts';
import type {Side} from './paint-bracket.ts';
import {paintText} from './paint.ts';
import {BRACKET_TIP} from './sizes.ts';

/**
 * The name of something beside its box.
 *
 * @param isCentred - Whether a name above or below stands in the middle, not at the start.
 */
export function paintSideLabel(
  context: CanvasRenderingContext2D,
  text: string,
  box: Box,
  side: Side,
  color: string,
  isCentred = false,
): void {
  const {at, align} = labelPlace(box, side, isCentred);
  paintText(context, text, at.x, at.y, {
    family: SANS,
    size: SIZE.small,
    weight: 600,
    align,
    color,
  });
}

/** Where the name of something begins, or its middle. */
export function labelPlace(
  box: Box,
  side: Side,
  isCentred: boolean,
): {at: Point; align: CanvasTextAlign} {
  const middle = centreOf(box).y + 10;
  const start = isCentred ? centreOf(box).x : box.x;
  const align = isCentred ? 'center' : 'left';
  switch (side) {
    case 'above':
      return {at: {x: start, y: box.y - 16}, align};
    case 'below':
      return {at: {x: start, y: bottomOf(box) + 38}, align};
    case 'left':
      return {at: {x: box.x - 18, y: middle}, align: 'right'};
    case 'right':
      return {at: {x: rightOf(box) + 18, y: middle}, align: 'left'};
  }
}

/** A bracket along one side of a box, with a length. */
export function paintLength(
  context: CanvasRenderingContext2D,
  text: string,
  box: Box,
  side: Side,
  color: string,
): void {
  const away = BRACKET_TIP + 8;
  const isUpright = side === 'left' || side === 'right';
  const out = side === 'left' || side === 'above' ? -1 : 1;
  const x = side === 'left' ? box.x - away : rightOf(box) + away;
  const y = side === 'above' ? box.y - away : bottomOf(box) + away;
  const [from, to] = isUpright
    ? [
        {x, y: box.y},
        {x, y: bottomOf(box)},
      ]
    : [
        {x: box.x, y},
        {x: rightOf(box), y},
      ];
  paintBracket(context, from, to, side, color);
  const middle = centreOf(box);
  const at = isUpright
    ? {x: x + 12 * out, y: middle.y + 10}
    : {x: middle.x, y: side === 'above' ? y - 12 : y + 34};
  const align = {left: 'right', right: 'left', above: 'center', below: 'center'} as const;
  paintText(context, text, at.x, at.y, {
    family: MONO,
    size: SIZE.small,
    weight: 500,
    align: align[side],
    color,
  });
}
