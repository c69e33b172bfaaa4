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
import {lerpTensors} from './lerp-tensors.ts';
import {paintCells} from './paint-cells.ts';
import {
  paintHeadings,
  paintPosition,
  paintProducts,
  paintQuery,
  paintScores,
} from './paint-score-parts.ts';
import {paintShareBar} from './paint-share-bar.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';
import {limitOf} from './ramp.ts';
import {barRoom, planScores} from './score-plan.ts';
import type {ScorePlan} from './score-plan.ts';
import {shorten} from './shorten.ts';

export interface ScoreTableProps extends NodeProps {
  /** Names of all tokens. */
  tokens: readonly string[];
  /** Position of the token that asks; later ones are masked. */
  query: number;
  /** Which tokens have a row; see `chooseKeys`. */
  keyRows: KeyRows;
  /** The query before and after positions are turned in, `[d_head]`. */
  queries: readonly [plain: Tensor, turned: Tensor];
  /** The keys likewise, `[position, d_head]`. */
  keys: readonly [plain: Tensor, turned: Tensor];
  /** Products of query and keys, `[key]`. */
  raw: Tensor;
  /** The products, scaled, `[key]`. */
  scaled: Tensor;
  /** Their softmax, `[key]`. */
  shares: Tensor;
  /** Names of rows and columns, e.g. `q · k` and `÷ √32`. */
  words: {
    query: string;
    position: string;
    keys: string;
    raw: string;
    scaled: string;
    share: string;
    /** What stands before the share of all visible tokens without a row. */
    others: string;
  };
  /** Room for everything, in frame coordinates. */
  box: Box;
}

const LONGEST = 230;
/** Shares of `term`: the query arrives, the row shows products, they are summed. */
const TERM = {arrived: 0.3, multiplied: 0.5} as const;

/**
 * How a query weighs the tokens: its vector above, a row for every key, the product of
 * the two as a figure, the same scaled, and shares of 100% as bars.
 *
 * @category Attention
 */
export class ScoreTable extends Painted {
  /** How many keys have appeared; fractions fade the next one in. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** How many columns there is room for right of the keys; see `planScores`. */
  @initial(0)
  @signal()
  declare public readonly columns: SimpleSignal<number, this>;

  /** 0 to 1: how far positions have been turned into query and keys. */
  @initial(0)
  @signal()
  declare public readonly turned: SimpleSignal<number, this>;

  /** Index of each row that stands out. */
  @initial([])
  @signal()
  declare public readonly kept: SimpleSignal<readonly number[], this>;

  /** 0 to 1: how far the other rows have faded. */
  @initial(0)
  @signal()
  declare public readonly picked: SimpleSignal<number, this>;

  /** 0 to 1: the query comes to the first row that stands out; products are summed. */
  @initial(0)
  @signal()
  declare public readonly term: SimpleSignal<number, this>;

  /** How many rows have their product. */
  @initial(0)
  @signal()
  declare public readonly scored: SimpleSignal<number, this>;

  /** How many rows have their scaled product. */
  @initial(0)
  @signal()
  declare public readonly divided: SimpleSignal<number, this>;

  /** How many rows, from the first that may not be seen, have lost their score. */
  @initial(0)
  @signal()
  declare public readonly masked: SimpleSignal<number, this>;

  /** How many rows have become shares. */
  @initial(0)
  @signal()
  declare public readonly softmaxed: SimpleSignal<number, this>;

  private readonly settings: Omit<ScoreTableProps, keyof NodeProps>;
  private readonly label: number;

  public constructor(props: ScoreTableProps) {
    super(props);
    this.settings = props;
    const {tokens, keyRows, words} = props;
    const names = keyRows.rows.map(key => textWidth(tokens[key], MONO, SIZE.small, 700));
    this.label = Math.max(
      textWidth(words.query, SANS, SIZE.small, 600),
      keyRows.others ? textWidth(words.others, SANS, SIZE.small, 500) : 0,
      Math.min(LONGEST, Math.max(...names)),
    );
  }

  /** Number of rows, that of all others included. */
  public get count(): number {
    const {rows, others} = this.settings.keyRows;
    return rows.length + (others ? 1 : 0);
  }

  /** Row of a token, -1 where it has none. */
  public rowOf(position: number): number {
    return this.settings.keyRows.rows.indexOf(position);
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.shares.source] : [];
  }

  private plan(): ScorePlan {
    return planScores(this.settings.box, this.count, this.label, this.columns());
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const plan = this.plan();
    const {keyRows, queries, keys} = this.settings;
    const query = lerpTensors(...queries, this.turned());
    const own = lerpTensors(...keys, this.turned());
    const limits = {
      query: limitOf('signed', query.data),
      key: limitOf('signed', own.data),
    };
    paintHeadings(context, plan, this.settings.words, this.palette, {
      keys: this.shown(),
      position: this.turned(),
      raw: Math.max(this.scored(), this.term() * 2 - 1),
      scaled: this.divided(),
      share: this.softmaxed(),
    });
    withAlpha(context, Math.min(1, this.shown() * 2), () =>
      paintQuery(context, plan, this.palette, {
        ...{name: this.settings.words.query, data: query.data, limit: limits.query},
        ...{position: this.settings.query, turned: this.turned()},
      }),
    );
    keyRows.rows.forEach((key, row) =>
      withAlpha(context, this.alphaOf(row), () => {
        this.paintKey(context, plan, row, query, own.at(key), limits);
        this.paintRow(context, plan, key, row);
      }),
    );
    if (keyRows.others) this.paintOthers(context, plan, keyRows.others.share);
    this.paintFlight(context, plan, query, limits.query);
  }

  private alphaOf(row: number): number {
    const isKept = this.kept().includes(row);
    return step(this.shown(), row) * (isKept ? 1 : 1 - (1 - FADED) * this.picked());
  }

  /** Place of the key's cells in a row. */
  private keyBox(plan: ScorePlan, row: number): Box {
    return {...plan.keys, y: plan.keys.y + row * plan.pitch, height: plan.cell};
  }

  private hiddenness(key: number): number {
    const ahead = key - this.settings.query - 1;
    return ahead >= 0 ? step(this.masked(), ahead) : 0;
  }

  /** Its name and its figures. */
  private paintRow(
    context: CanvasRenderingContext2D,
    plan: ScorePlan,
    key: number,
    row: number,
  ): void {
    const {palette} = this;
    const {tokens, query, raw, scaled, shares} = this.settings;
    const hidden = this.hiddenness(key);
    const y = plan.keys.y + row * plan.pitch;
    const baseline = y + plan.cell / 2 + 10;
    const isBest = key === bestOf(shares);
    const weight = key === query || isBest ? 700 : 500;
    withAlpha(context, 1 - (1 - FADED) * hidden, () => {
      const name = shorten(tokens[key], LONGEST, MONO, SIZE.small, 700);
      paintText(context, name, plan.labelRight, baseline, {
        ...{family: MONO, size: SIZE.small, align: 'right', weight},
        color: key === query ? palette.roles.query.text : palette.ink,
      });
      paintPosition(context, plan, palette, key, baseline, this.turned());
    });
    const first = this.kept()[0] === row ? this.term() * 2 - 1 : 0;
    paintScores(context, plan, palette, {
      ...{raw: raw.data[key], scaled: scaled.data[key], baseline, weight, hidden},
      scored: Math.max(first, step(this.scored(), row)),
      divided: step(this.divided(), row),
    });
    const grown = step(this.softmaxed(), row);
    paintShareBar(context, shares.data[key], barRoom(plan, row), grown, {
      ...{role: palette.roles.score, muted: palette.muted, isLoud: isBest},
    });
  }

  /** The key's cells, which are products for a moment while they are summed. */
  private paintKey(
    context: CanvasRenderingContext2D,
    plan: ScorePlan,
    row: number,
    query: Tensor,
    key: Tensor,
    limits: {query: number; key: number},
  ): void {
    const hidden = this.hiddenness(this.settings.keyRows.rows[row]);
    withAlpha(context, 1 - (1 - FADED) * hidden, () =>
      paintProducts(context, this.palette, {
        ...{query: query.data, key: key.data, limits},
        products: this.productness(row),
        box: this.keyBox(plan, row),
      }),
    );
  }

  /** 0 to 1: how far a row shows products instead of its key. */
  private productness(row: number): number {
    const t = Math.min(1, Math.max(0, this.scored() - row));
    if (this.kept()[0] !== row || this.picked() <= 0 || this.term() <= 0) {
      return 1 - Math.abs(2 * t - 1);
    }
    const {arrived, multiplied} = TERM;
    const passed = (this.term() - arrived) / (multiplied - arrived);
    return Math.min(1, Math.max(0, passed)) * this.picked();
  }

  /** The query on its way to the row that is followed. */
  private paintFlight(
    context: CanvasRenderingContext2D,
    plan: ScorePlan,
    {data}: Tensor,
    limit: number,
  ): void {
    const t = this.term() / TERM.arrived;
    const [row] = this.kept();
    if (t <= 0 || t >= 1 || row === undefined) return;
    const box = lerpBox(plan.query, this.keyBox(plan, row), step(t, 0));
    const {stroke} = this.palette.roles.query;
    paintCells(context, this.palette, data, limit, box);
    paintBox(context, box, RADIUS.cell, null, stroke, STROKE.selected);
  }

  private paintOthers(
    context: CanvasRenderingContext2D,
    plan: ScorePlan,
    share: number,
  ): void {
    const {palette} = this;
    const row = this.count - 1;
    const room = barRoom(plan, row);
    withAlpha(context, this.alphaOf(row), () => {
      const text = this.settings.words.others;
      paintText(context, text, plan.labelRight, room.y + plan.cell / 2 + 10, {
        ...{family: SANS, size: SIZE.small, weight: 500, align: 'right'},
        color: palette.muted,
      });
      paintShareBar(context, share, room, step(this.softmaxed(), row), {
        ...{role: palette.roles.score, muted: palette.muted, isLoud: false},
      });
    });
  }
}

const bestOf = ({data}: Tensor): number => data.indexOf(Math.max(...data));
