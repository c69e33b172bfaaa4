import {figure} from '../script/interpolate.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import type {Palette} from '../theme/palette.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {rightOf} from './box.ts';
import type {Box} from './box.ts';
import {paintCells} from './paint-cells.ts';
import {paintBox, paintText, withAlpha} from './paint.ts';
import type {ScorePlan} from './score-plan.ts';

type Column = 'keys' | 'position' | 'raw' | 'scaled' | 'share';

/** Names of the columns of a table of scores, each as far as its column has come in. */
export function paintHeadings(
  context: CanvasRenderingContext2D,
  plan: ScorePlan,
  words: Readonly<Record<Column, string>>,
  {muted, roles}: Palette,
  alphas: Readonly<Record<Column, number>>,
): void {
  const places: Record<Column, [x: number, align: 'left' | 'right', color: string]> = {
    keys: [plan.keys.x, 'left', roles.key.text],
    position: [plan.positionRight, 'right', muted],
    raw: [rightOf(plan.raw), 'right', roles.score.text],
    scaled: [rightOf(plan.scaled), 'right', roles.score.text],
    share: [plan.bars.x, 'left', roles.score.text],
  };
  for (const column of Object.keys(places) as Column[]) {
    const [x, align, color] = places[column];
    withAlpha(context, Math.min(1, alphas[column]), () =>
      paintText(context, words[column], x, plan.headings, {
        ...{family: SANS, size: SIZE.small, weight: 600, color, align},
      }),
    );
  }
}

/** Few products come near that of the two largest numbers: full colour comes before. */
const FULL = 0.5;

/**
 * A key's cells on their way to being products with the query.
 *
 * @param what - `products` is how far they are, 0 to 1; `limits` are values of full
 * colour.
 */
export function paintProducts(
  context: CanvasRenderingContext2D,
  palette: Palette,
  what: {
    query: Float32Array;
    key: Float32Array;
    limits: {query: number; key: number};
    products: number;
    box: Box;
  },
): void {
  const {query, key, limits, products, box} = what;
  const limit = limits.query * limits.key * FULL;
  const data = key.map((value, i) => {
    const own = value / limits.key;
    const product = Math.max(-1, Math.min(1, (query[i] * value) / limit));
    return own + (product - own) * products;
  });
  paintCells(context, palette, data, 1, box);
  const {key: keyRole, score} = palette.roles;
  const stroke = mixColors(keyRole.stroke, score.stroke, products);
  const width = STROKE.rest + (STROKE.selected - STROKE.rest) * products;
  paintBox(context, box, RADIUS.cell, null, stroke, width);
}

/** The product of a row and the same scaled, as figures; a hidden score is minus infinity. */
export function paintScores(
  context: CanvasRenderingContext2D,
  plan: ScorePlan,
  {ink, muted}: Palette,
  what: {
    raw: number;
    scaled: number;
    baseline: number;
    weight: 500 | 700;
    /** 0 to 1: how far the scores have been hidden, and have come in. */
    hidden: number;
    scored: number;
    divided: number;
  },
): void {
  const {raw, scaled, baseline, weight, hidden, scored, divided} = what;
  const write = (text: string, x: number, alpha: number, color: string): void =>
    withAlpha(context, alpha, () =>
      paintText(context, text, x, baseline, {
        ...{family: MONO, size: SIZE.small, align: 'right', weight, color},
      }),
    );
  const [left, right] = [rightOf(plan.raw), rightOf(plan.scaled)];
  write(figure(raw, 1), left, scored * (1 - 0.5 * hidden), muted);
  write(figure(scaled, 2), right, divided * Math.max(0, 1 - 2 * hidden), ink);
  write('\u2212\u221e', right, Math.max(0, 2 * hidden - 1), muted);
}

/** The vector that asks, with its name. */
export function paintQuery(
  context: CanvasRenderingContext2D,
  plan: ScorePlan,
  palette: Palette,
  what: {
    name: string;
    data: Float32Array;
    /** Value of full colour. */
    limit: number;
    position: number;
    /** 0 to 1: how far its position has been turned in. */
    turned: number;
  },
): void {
  const {name, data, limit, position, turned} = what;
  const {stroke, text} = palette.roles.query;
  paintCells(context, palette, data, limit, plan.query);
  paintBox(context, plan.query, RADIUS.cell, null, stroke, STROKE.rest);
  const baseline = plan.query.y + plan.query.height / 2 + 10;
  paintText(context, name, plan.labelRight, baseline, {
    ...{family: SANS, size: SIZE.small, weight: 600, align: 'right', color: text},
  });
  paintPosition(context, plan, palette, position, baseline, turned);
}

/** Where a token stands in the text, from 0. */
export function paintPosition(
  context: CanvasRenderingContext2D,
  plan: ScorePlan,
  {muted}: Palette,
  position: number,
  baseline: number,
  alpha: number,
): void {
  withAlpha(context, alpha, () =>
    paintText(context, `${position}`, plan.positionRight, baseline, {
      ...{family: MONO, size: SIZE.small, weight: 500, align: 'right', color: muted},
    }),
  );
}
