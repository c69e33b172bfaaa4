import {easeInOutCubic} from '@motion-canvas/core';
import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {CapturedToken} from '../../data-extract/text/token.ts';
import type {Source, Tensor} from '../captured/tensor.ts';
import {group} from '../script/interpolate.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintBox, paintText, withAlpha} from './paint.ts';
import type {TextStyle} from './paint.ts';
import {paintCells} from './paint-cells.ts';
import {limitOf} from './ramp.ts';
import {pool} from './pool.ts';
import {shorten} from './shorten.ts';
import {planTable} from './table-plan.ts';
import type {TablePlan} from './table-plan.ts';
import {exactLabel} from './token-label.ts';

type Entry = Pick<CapturedToken, 'id' | 'text' | 'bytes'>;

export interface EmbeddingTableProps extends NodeProps {
  /** The tokens that look up their rows, in the order of the text. */
  tokens: readonly Entry[];
  /** Their rows, `[position, d_model]`. */
  rows: Tensor;
  /**
   * An entry that is listed although no token of the text looks it up: the one that an id
   * from elsewhere in the frame is found to stand for.
   */
  extra?: Entry & {from: () => {x: number; y: number}};
  /** How many entries the vocabulary has. */
  vocab: number;
  /** What stands above the entries, the table, and the rows of the text. */
  words: {vocabulary: string; table: string; rows: string};
  /** Where the id of a token stands, in frame coordinates. */
  idAt: (index: number) => {x: number; y: number};
  /** The picture's box in frame coordinates, headings included. */
  box: {x: number; y: number; width: number; height: number};
}

const HEADING = 48;
/** Columns of the picture as shares of its width. */
const COLUMNS = {token: 0.075, cells: 0.205, tableEnd: 0.52, rows: 0.628} as const;
const MOST_CELLS = 256;
/** Share of a lookup that the id takes to its row. */
const ID_FLIGHT = 0.4;

/**
 * The vocabulary with its table of vectors, and the rows that a text takes out of it: each
 * id flies to its entry, and a copy of the row lifts out and joins the others in the order
 * of the text. Weights are grey; rows on their way are coloured by sign and size, all on
 * one scale.
 *
 * @category Words and tokens
 */
export class EmbeddingTable extends Painted {
  /** 0 to 1: how far the vocabulary, the entries with their ids, has appeared. */
  @initial(0)
  @signal()
  declare public readonly listed: SimpleSignal<number, this>;

  /** How many tokens have found their entries. */
  @initial(0)
  @signal()
  declare public readonly numbered: SimpleSignal<number, this>;

  /** 0 to 1: how far the table's rows have grown out of the entries. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** How many tokens have looked up their rows. */
  @initial(0)
  @signal()
  declare public readonly lookedUp: SimpleSignal<number, this>;

  /** 0 to 1: how far the rows of the text have gone up into what stands above them. */
  @initial(0)
  @signal()
  declare public readonly gone: SimpleSignal<number, this>;

  /** 0 to 1: the id of the extra entry flies to it, then the entry stands out. */
  @initial(0)
  @signal()
  declare public readonly found: SimpleSignal<number, this>;

  private readonly settings: Omit<EmbeddingTableProps, keyof NodeProps>;
  private readonly plan: TablePlan;
  private readonly cells: Float32Array;
  private readonly columns: number;
  private readonly limit: number;

  public constructor({
    tokens,
    rows,
    extra,
    vocab,
    words,
    idAt,
    box,
    ...props
  }: EmbeddingTableProps) {
    super(props);
    this.settings = {tokens, rows, extra, vocab, words, idAt, box};
    const ids = tokens.map(({id}) => id);
    this.plan = planTable(extra ? [extra.id, ...ids] : ids, box.height - HEADING);
    const [count, dModel] = rows.shape;
    const perColumn = Math.ceil(dModel / MOST_CELLS);
    this.columns = Math.ceil(dModel / perColumn);
    this.cells = pool(rows.data, dModel, {
      ...{rows: count, columns: this.columns, perRow: 1, perColumn},
    });
    this.limit = limitOf('signed', this.cells);
  }

  /** How many tokens look up their rows. */
  public get count(): number {
    return this.settings.tokens.length;
  }

  /** Middle of the label of an entry, in frame coordinates. */
  public entryAt(id: number): {x: number; y: number} {
    const {x, y, width} = this.settings.box;
    return {
      x: x + (width * (COLUMNS.token + COLUMNS.cells)) / 2,
      y: y + HEADING + this.plan.topOf(id) + this.plan.pitch / 2,
    };
  }

  /** Left edge and width of the rows of the text, in frame coordinates. */
  public get rowsBox(): {x: number; y: number; width: number; height: number} {
    const {x, y, width, height} = this.settings.box;
    const left = x + width * COLUMNS.rows;
    return {
      x: left,
      y: y + HEADING,
      width: x + width - left,
      height: Math.min(height - HEADING, this.plan.pitch * this.settings.tokens.length),
    };
  }

  public override sources(): readonly Source[] {
    return this.listed() > 0 ? [this.settings.rows.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {tokens, words, box} = this.settings;
    withAlpha(context, this.listed(), () => this.paintEntries(context));
    const left = box.x + box.width * COLUMNS.cells;
    withAlpha(context, this.shown(), () =>
      this.paintHeading(context, words.table, left, box.y + HEADING),
    );
    if (this.shown() > 0) this.plan.ids.forEach(id => this.paintWeights(context, id));
    const {x, y} = this.rowsBox;
    const heading = Math.min(1, this.lookedUp()) * (1 - this.gone());
    withAlpha(context, heading, () => this.paintHeading(context, words.rows, x, y));
    tokens.forEach((_, i) => this.paintLookup(context, i));
    const {extra} = this.settings;
    if (extra) this.paintId(context, extra.id, extra.from(), this.found() * 1.5);
  }

  private paintEntries(context: CanvasRenderingContext2D): void {
    const {palette, plan} = this;
    const {tokens, extra, vocab, words, box} = this.settings;
    const at = (share: number): number => box.x + box.width * share;
    const room = at(COLUMNS.cells) - at(COLUMNS.token) - 8;
    const top = box.y + HEADING;
    const shares = `(${group(plan.ids.length)} / ${group(vocab)})`;
    this.paintHeading(context, `${words.vocabulary} ${shares}`, box.x, top);
    for (const id of plan.ids) {
      const entry = extra?.id === id ? extra : tokens.find(token => token.id === id);
      if (!entry) continue;
      const loud = this.loudness(id);
      const style: TextStyle = {
        family: MONO,
        size: SIZE.small,
        weight: loud > 0.5 ? 700 : 500,
        color: mixColors(palette.muted, palette.roles.token.text, loud),
      };
      const baseline = this.entryAt(id).y + 10;
      const digits = at(COLUMNS.token) - 24;
      paintText(context, `${id}`, digits, baseline, {...style, align: 'right'});
      const label = shorten(exactLabel(entry), room, MONO, SIZE.small, 700);
      paintText(context, label, at(COLUMNS.token), baseline, style);
    }
  }

  /** A row of the table, as far as it has grown. */
  private paintWeights(context: CanvasRenderingContext2D, id: number): void {
    const {roles, rule} = this.palette;
    const {box} = this.settings;
    const row = {
      x: box.x + box.width * COLUMNS.cells,
      y: box.y + HEADING + this.plan.topOf(id) + 3,
      width: box.width * (COLUMNS.tableEnd - COLUMNS.cells) * this.shown(),
      height: this.plan.pitch - 6,
    };
    const width = STROKE.rest * (0.6 + 0.8 * this.loudness(id));
    paintBox(context, row, RADIUS.cell, rule, roles.residual.stroke, width);
  }

  /** How far an entry stands out: while it is looked up, or found. */
  private loudness(id: number): number {
    const {tokens, extra} = this.settings;
    const found = extra?.id === id ? 3 * this.found() - 2 : 0;
    return tokens.reduce((most, token, i) => {
      if (token.id !== id) return most;
      return Math.max(most, passing(this.numbered() - i), passing(this.lookedUp() - i));
    }, found);
  }

  private paintHeading(
    context: CanvasRenderingContext2D,
    text: string,
    x: number,
    top: number,
  ): void {
    const style = {family: SANS, size: SIZE.small, weight: 600} as const;
    paintText(context, text, x, top - 16, {...style, color: this.palette.muted});
  }

  /** An id on its way from `from` to its entry; seen only on the way. */
  private paintId(
    context: CanvasRenderingContext2D,
    id: number,
    from: {x: number; y: number},
    t: number,
  ): void {
    if (t <= 0 || t >= 1) return;
    const {box} = this.settings;
    const to = {x: box.x + box.width * COLUMNS.token - 24, y: this.entryAt(id).y + 10};
    const s = easeInOutCubic(t);
    const x = from.x + (to.x - from.x) * s;
    paintText(context, `${id}`, x, from.y + (to.y - from.y) * s, {
      ...{family: MONO, size: SIZE.small, weight: 700, align: 'center'},
      color: this.palette.roles.token.text,
    });
  }

  private paintLookup(context: CanvasRenderingContext2D, i: number): void {
    const {tokens, idAt, box} = this.settings;
    const t = Math.min(1, this.lookedUp() - i);
    if (t <= 0) return;
    const {id} = tokens[i];
    const entry = this.entryAt(id);
    this.paintId(context, id, idAt(i), t / ID_FLIGHT);
    if (t < ID_FLIGHT) return;
    const s = easeInOutCubic((t - ID_FLIGHT) / (1 - ID_FLIGHT));
    const slots = this.rowsBox;
    const slot = slots.height / tokens.length;
    const gone = easeInOutCubic(this.gone());
    const from = {
      x: box.x + box.width * COLUMNS.cells,
      width: box.width * (COLUMNS.tableEnd - COLUMNS.cells),
      y: entry.y - this.plan.pitch / 2 + 3,
      height: this.plan.pitch - 6,
    };
    const to = {...slots, y: slots.y + i * slot * (1 - gone), height: slot * 0.84};
    const row = this.cells.subarray(i * this.columns, (i + 1) * this.columns);
    const mix = (a: number, b: number): number => a + (b - a) * s;
    withAlpha(context, 1 - gone, () =>
      paintCells(context, this.palette, row, this.limit, {
        x: mix(from.x, to.x),
        y: mix(from.y, to.y),
        width: mix(from.width, to.width),
        height: mix(from.height, to.height),
      }),
    );
  }
}

/** Up to 1 while something passes from 0 to 1, and down again. */
const passing = (t: number): number => Math.max(0, 1 - Math.abs(2 * t - 1));
