import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {step} from '../motion/verb.ts';
import {FADED, RADIUS, STROKE} from '../theme/layout.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {lerpBox} from './box.ts';
import type {Box} from './box.ts';
import type {KeyRows} from './key-rows.ts';
import {paintCells} from './paint-cells.ts';
import {paintShareBar} from './paint-share-bar.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';
import {limitOf} from './ramp.ts';
import {shorten} from './shorten.ts';
import {planValues} from './value-plan.ts';
import type {ValuePlan} from './value-plan.ts';

export interface ValueTableProps extends NodeProps {
  /** Names of all tokens. */
  tokens: readonly string[];
  /** Position of the token that asks; later ones are masked. */
  query: number;
  /** Which tokens have a row; see `chooseKeys`. */
  keyRows: KeyRows;
  /** The query's weight of every token, `[key]`. */
  shares: Tensor;
  /** `[position, d_head]`. */
  values: Tensor;
  /** What the weighted values add up to, `[d_head]`. */
  sum: Tensor;
  /** Names of the columns, in the scene's language. */
  words: {
    shares: string;
    values: string;
    sum: string;
    /** What stands before the share of all visible tokens without a row. */
    others: string;
  };
  /** Room for everything, in frame coordinates. */
  box: Box;
}

const LONGEST = 230;

/**
 * How the values of the tokens become one vector: each is faded by its weight, then all
 * slide together into their sum. One scale of colour for all of it, so that a faded row
 * is what it adds. Rows of masked tokens weigh nothing.
 *
 * @category Attention
 */
export class ValueTable extends Painted {
  /** How many rows have appeared, with their weights. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** 0 to 1: how far the weights have made room for the values. */
  @initial(0)
  @signal()
  declare public readonly opened: SimpleSignal<number, this>;

  /** How many rows have their value. */
  @initial(0)
  @signal()
  declare public readonly valued: SimpleSignal<number, this>;

  /** 0 to 1: how far the values have faded by their weights. */
  @initial(0)
  @signal()
  declare public readonly faded: SimpleSignal<number, this>;

  /** 0 to 1: how far they have slid together into their sum. */
  @initial(0)
  @signal()
  declare public readonly merged: SimpleSignal<number, this>;

  private readonly settings: Omit<ValueTableProps, keyof NodeProps>;
  /** With the weights alone, and with the values beside them. */
  private readonly plans: readonly [ValuePlan, ValuePlan];
  private readonly limit: number;
  /** Weighted values of the tokens without a row, added up. */
  private readonly rest: Float32Array | null;

  public constructor(props: ValueTableProps) {
    super(props);
    this.settings = props;
    const {tokens, keyRows, words, box} = props;
    const names = keyRows.rows.map(key => textWidth(tokens[key], MONO, SIZE.small, 700));
    const label = Math.max(
      keyRows.others.length > 0 ? textWidth(words.others, SANS, SIZE.small, 500) : 0,
      Math.min(LONGEST, Math.max(...names)),
    );
    this.plans = [
      planValues(box, this.rows, label, 0),
      planValues(box, this.rows, label, 1),
    ];
    this.limit = limitOf('signed', props.values.data);
    this.rest = keyRows.others.length > 0 ? restOfValues(props) : null;
  }

  /** Number of rows, that of all others included. */
  public get rows(): number {
    const {rows, others} = this.settings.keyRows;
    return rows.length + (others.length > 0 ? 1 : 0);
  }

  /** Place of the sum, once the values have come together. */
  public get sumBox(): Box {
    return this.plans[1].sum;
  }

  private get plan(): ValuePlan {
    const [alone, beside] = this.plans;
    return {...beside, bars: lerpBox(alone.bars, beside.bars, this.opened())};
  }

  /** Value of full colour. */
  public get fullColor(): number {
    return this.limit;
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.shares.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {keyRows, shares, query} = this.settings;
    const there = 1 - (1 - FADED) * this.merged();
    this.paintNames(context);
    keyRows.rows.forEach((key, row) => {
      withAlpha(context, step(this.shown(), row) * there, () => {
        const name = this.settings.tokens[key];
        this.paintShare(context, name, row, shares.data[key], key > query);
      });
    });
    if (keyRows.others.length > 0) {
      const row = this.rows - 1;
      withAlpha(context, step(this.shown(), row) * there, () =>
        this.paintShare(
          context,
          this.settings.words.others,
          row,
          keyRows.others.reduce((sum, key) => sum + shares.data[key], 0),
          true,
        ),
      );
    }
    this.paintSum(context);
    // The heaviest is painted last, so that it is on top where they meet.
    const order = [...keyRows.rows.keys()].sort(
      (a, b) => shares.data[keyRows.rows[a]] - shares.data[keyRows.rows[b]],
    );
    for (const row of order) this.paintValue(context, keyRows.rows[row], row);
    if (this.rest) this.paintRest(context, this.rest);
  }

  private paintNames(context: CanvasRenderingContext2D): void {
    const {plan} = this;
    const {words} = this.settings;
    const {score, value} = this.palette.roles;
    const style = {family: SANS, size: SIZE.small, weight: 600} as const;
    const there = 1 - (1 - FADED) * this.merged();
    withAlpha(context, Math.min(1, this.shown()) * there, () =>
      paintText(context, words.shares, plan.bars.x, plan.headings, {
        ...{...style, color: score.text},
      }),
    );
    withAlpha(context, Math.min(1, this.valued()) * (1 - this.merged()), () =>
      paintText(context, words.values, plan.values.x, plan.headings, {
        ...{...style, color: value.text},
      }),
    );
  }

  private paintShare(
    context: CanvasRenderingContext2D,
    name: string,
    row: number,
    share: number,
    isMuted: boolean,
  ): void {
    const {plan, palette} = this;
    const y = plan.values.y + row * plan.pitch;
    const isLoud = share === Math.max(...this.settings.shares.data);
    const isToken = row < this.settings.keyRows.rows.length;
    const family = isToken ? MONO : SANS;
    const text = shorten(name, LONGEST, family, SIZE.small, 700);
    paintText(context, text, plan.labelRight, y + plan.cell / 2 + 10, {
      ...{family, size: SIZE.small, align: 'right', weight: isLoud ? 700 : 500},
      color: isMuted ? palette.muted : palette.ink,
    });
    const bar = {...plan.bars, y, height: plan.cell};
    paintShareBar(context, share, bar, step(this.shown(), row), {
      ...{role: palette.roles.score, muted: palette.muted, isLoud},
    });
  }

  private paintValue(context: CanvasRenderingContext2D, key: number, row: number): void {
    const {plan, palette} = this;
    const {values, shares, query} = this.settings;
    if (key > query && this.faded() >= 1) return;
    const t = this.merged();
    const from = {
      ...plan.values,
      y: plan.values.y + row * plan.pitch,
      height: plan.cell,
    };
    const box = lerpBox(from, plan.sum, t);
    const weight = 1 + (shares.data[key] - 1) * this.faded();
    const data = values.at(key).data.map(value => value * weight);
    const hidden = key > query ? FADED * (1 - this.faded()) : 1;
    // Close to the sum they dissolve into it.
    const alpha = step(this.valued(), row) * hidden * Math.min(1, (1 - t) * 4);
    withAlpha(context, alpha, () => {
      paintCells(context, palette, data, this.limit, box);
      const {stroke} = palette.roles.value;
      withAlpha(context, Math.max(0.25, weight), () =>
        paintBox(context, box, RADIUS.cell, null, stroke, STROKE.rest),
      );
    });
  }

  /** What the tokens without a row add, known only once all are weighted. */
  private paintRest(context: CanvasRenderingContext2D, rest: Float32Array): void {
    const {plan, palette} = this;
    const y = plan.values.y + (this.rows - 1) * plan.pitch;
    const t = this.merged();
    const box = lerpBox({...plan.values, y, height: plan.cell}, plan.sum, t);
    withAlpha(context, this.faded() * Math.min(1, (1 - t) * 4), () => {
      paintCells(context, palette, rest, this.limit, box);
      paintBox(context, box, RADIUS.cell, null, palette.rule, STROKE.rest);
    });
  }

  private paintSum(context: CanvasRenderingContext2D): void {
    const {plan, palette} = this;
    const {sum, words} = this.settings;
    withAlpha(context, Math.min(1, Math.max(0, this.merged() * 3 - 2)), () => {
      const {stroke, text} = palette.roles.attention;
      paintCells(context, palette, sum.data, this.limit, plan.sum);
      paintBox(context, plan.sum, RADIUS.cell, null, stroke, STROKE.selected);
      paintText(
        context,
        words.sum,
        plan.sum.x - 24,
        plan.sum.y + plan.sum.height / 2 + 11,
        {
          ...{family: SANS, size: SIZE.label, weight: 700, align: 'right', color: text},
        },
      );
    });
  }
}

function restOfValues({keyRows, shares, values, query}: ValueTableProps): Float32Array {
  const rest = new Float32Array(values.shape[1]);
  for (let key = 0; key <= query; key++) {
    if (keyRows.rows.includes(key)) continue;
    values.at(key).data.forEach((value, i) => {
      rest[i] += value * shares.data[key];
    });
  }
  return rest;
}
