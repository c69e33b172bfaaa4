import {STROKE} from '../theme/layout.ts';
import type {Palette} from '../theme/palette.ts';
import {MONO, SIZE} from '../theme/type.ts';
import type {Box} from './matrix-plan.ts';
import {paintBox, paintText, withAlpha} from './paint.ts';

/** A guess between 0 and 1, and what is missing from its answer. */
export interface Guess {
  /** Where the bar ends, and the figure behind it. */
  guess: number;
  figure: number;
  /** Where it ended before, which leaves a notch. */
  was: number | null;
  answer: 0 | 1;
  /** 0 to 1: how far the bar has grown, and what is missing has been marked. */
  grown: number;
  compared: number;
}

/** A bar from 0 to 1 with its figure; the way to the answer is hatched by colour. */
export function paintGuess(
  context: CanvasRenderingContext2D,
  palette: Palette,
  box: Box,
  {guess, figure, was, answer, grown, compared}: Guess,
): void {
  if (grown <= 0) return;
  const {residual, score} = palette.roles;
  withAlpha(context, Math.min(1, grown * 3), () =>
    paintBox(context, box, 6, palette.panel, palette.rule, STROKE.rest),
  );
  const end = box.width * guess * grown;
  paintBox(
    context,
    {...box, width: Math.max(3, end)},
    6,
    residual.fill,
    residual.stroke,
    STROKE.rest,
  );
  withAlpha(context, compared, () => {
    const [from, to] = answer === 1 ? [end, box.width] : [0, end];
    const missing = {x: box.x + from, y: box.y + box.height / 2 - 7, height: 14};
    paintBox(context, {...missing, width: to - from}, 3, score.stroke, null, 0);
  });
  if (was !== null) {
    context.fillStyle = palette.ink;
    context.fillRect(box.x + box.width * was - 1.5, box.y - 6, 3, box.height + 12);
  }
  withAlpha(context, grown * 2 - 1, () =>
    paintText(
      context,
      figure.toFixed(2),
      box.x + box.width + 16,
      box.y + box.height / 2 + 11,
      {...{family: MONO, size: SIZE.token, weight: 700}, color: residual.text},
    ),
  );
}
