import {createSignal, easeInOutCubic, linear} from '@motion-canvas/core';
import type {SimpleSignal, ThreadGenerator} from '@motion-canvas/core';
import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';

import type {CapturedToken} from '../../data-extract/text/token.ts';
import type {Source} from '../captured/tensor.ts';
import {group} from '../script/interpolate.ts';
import {FADED, STROKE} from '../theme/layout.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';
import {paintChip, paintUnknown} from './paint-chip.ts';
import {placeCells, placeRowChips} from './rows-plan.ts';
import type {Box} from './rows-plan.ts';
import {pieceLabel} from './token-label.ts';

/** A tokenizer in the race. */
export interface RaceRow {
  label: string;
  vocab: number;
  tokens: readonly CapturedToken[];
  source: Source;
}

/** Some tokens of every row, seen from near. */
export interface RowsView {
  tokens: readonly (readonly CapturedToken[])[];
  /** Which cells of each row they are, from the first; without it, they come from elsewhere. */
  first?: readonly number[];
}

export interface TokenizerRowsProps extends NodeProps {
  /** The text that is read. */
  text: string;
  /** The tokenizers, from the top. */
  rows: readonly RaceRow[];
  /** What `turnTo` may show. */
  views: Readonly<Record<string, RowsView>>;
  /** In frame coordinates. */
  box: Box;
}

/** Columns in pixels: names at the left, counts behind the tokens. */
const NAME = 300;
const COUNT = 96;
/** Sizes of labels: the largest at which all chips fit. */
const SIZES = [36, 32, 28];

/**
 * One text in several tokenizers, a row each. From afar a token is a cell, and the length
 * of the row is the count; from near, some of the tokens are chips with their labels.
 * Special tokens are dashed; so is what a tokenizer does not know.
 *
 * @category Words and tokens
 */
export class TokenizerRows extends Painted {
  /** How many rows have their names. */
  @initial(0)
  @signal()
  declare public readonly named: SimpleSignal<number, this>;

  /** 0 to 1: how far all of them have read the text. */
  @initial(0)
  @signal()
  declare public readonly read: SimpleSignal<number, this>;

  /** 0 to 1: from cells to the chips of the present view. */
  @initial(0)
  @signal()
  declare public readonly zoomed: SimpleSignal<number, this>;

  /** 0 to 1: how far the present view has replaced the one before it. */
  private readonly swept = createSignal(1);
  private seen = '';
  private seenBefore = '';
  private readonly settings: Omit<TokenizerRowsProps, keyof NodeProps>;
  private readonly cells: readonly Box[][];
  private readonly chips: ReadonlyMap<string, {size: number; boxes: readonly Box[][]}>;

  public constructor({text, rows, views, box, ...props}: TokenizerRowsProps) {
    super(props);
    this.settings = {text, rows, views, box};
    const room = {...box, x: box.x + NAME, width: box.width - NAME - COUNT};
    const counts = rows.map(({tokens}) => tokens.length);
    this.cells = placeCells(counts, room);
    this.chips = new Map(
      Object.entries(views).map(([name, {tokens}]) => {
        const placed = SIZES.map(size => ({
          size,
          boxes: placeRowChips(
            tokens.map(row =>
              row.map(token => textWidth(labelOf(token), MONO, size, 500)),
            ),
            room,
          ),
        }));
        const fits = placed.find(({boxes}) =>
          boxes.every((row, i) => row.length === tokens[i].length),
        );
        return [name, fits ?? placed[placed.length - 1]];
      }),
    );
  }

  /** Say what is seen from near; while it is, the new view is cut in from the left. */
  public *turnTo(view: string, seconds: number): ThreadGenerator {
    this.seenBefore = this.seen;
    this.seen = view;
    if (this.zoomed() === 0) return;
    this.swept(0);
    yield* this.swept(1, seconds, linear);
  }

  public override sources(): readonly Source[] {
    return this.settings.rows.flatMap(({source}, row) =>
      this.named() > row && this.read() > 0 ? [source] : [],
    );
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    this.settings.rows.forEach((_, row) => {
      withAlpha(context, Math.min(1, this.named() - row), () =>
        this.paintName(context, row),
      );
      this.paintCells(context, row);
      this.paintChips(context, row);
      this.paintCount(context, row);
    });
  }

  private get rowHeight(): number {
    return this.settings.box.height / this.settings.rows.length;
  }

  private middleOf(row: number): number {
    return this.settings.box.y + this.rowHeight * (row + 0.5);
  }

  private paintName(context: CanvasRenderingContext2D, row: number): void {
    const {box, rows} = this.settings;
    const {ink, muted} = this.palette;
    const y = this.middleOf(row);
    const roomy = this.rowHeight >= 70;
    paintText(context, rows[row].label, box.x, roomy ? y - 4 : y + 10, {
      ...{family: SANS, size: SIZE.small, weight: 700, color: ink},
    });
    if (!roomy) return;
    paintText(context, group(rows[row].vocab), box.x, y + 30, {
      ...{family: SANS, size: SIZE.small, weight: 500, color: muted},
    });
  }

  /** How many tokens of a row have been written when so much has been read. */
  private written(row: number): number {
    const {rows, text} = this.settings;
    const {tokens} = rows[row];
    if (this.read() >= 1) return tokens.length;
    if (this.read() <= 0) return 0;
    const at = this.read() * text.length;
    const first = tokens.findIndex(({end}) => end > at);
    return first < 0 ? tokens.length : first;
  }

  private paintCells(context: CanvasRenderingContext2D, row: number): void {
    const {rows, views} = this.settings;
    const {palette} = this;
    const {tokens} = rows[row];
    const zoom = this.zoomed();
    const view = views[this.seen];
    const first = view?.first?.[row] ?? -1;
    const end = first + (view?.tokens[row].length ?? 0);
    for (let i = 0; i < this.written(row); i++) {
      const isSeen = i >= first && i < end && first >= 0;
      withAlpha(context, isSeen ? (zoom > 0 ? 0 : 1) : 1 - 2 * zoom, () => {
        const special = tokens[i].special;
        const box = this.cells[row][i];
        if (tokens[i].unknown)
          paintUnknown(context, box.width > 17 ? '?' : '', box, palette);
        else paintChip(context, '', box, {palette, special, radius: 4, lineWidth: 2});
      });
    }
  }

  private paintChips(context: CanvasRenderingContext2D, row: number): void {
    if (this.zoomed() <= 0) return;
    const {box} = this.settings;
    const swept = this.swept();
    const left = box.x + NAME - 10;
    const edge = left + (box.width - NAME) * swept;
    if (swept >= 1) {
      this.paintView(context, row, this.seen);
      return;
    }
    const y = this.middleOf(row) - this.rowHeight / 2;
    const clipped = (from: number, to: number, body: () => void): void => {
      context.save();
      context.beginPath();
      context.rect(from, y, to - from, this.rowHeight);
      context.clip();
      body();
      context.restore();
    };
    clipped(edge, box.x + box.width, () => this.paintView(context, row, this.seenBefore));
    clipped(left, edge, () => this.paintView(context, row, this.seen));
    context.fillStyle = this.palette.ink;
    context.fillRect(edge - 1.5, y + 6, 3, this.rowHeight - 12);
  }

  private paintView(context: CanvasRenderingContext2D, row: number, name: string): void {
    const {views} = this.settings;
    const view = views[name];
    const zoom = easeInOutCubic(this.zoomed());
    const {palette} = this;
    const chips = this.chips.get(name);
    view?.tokens[row].forEach((token, i) => {
      const to = chips?.boxes[row].at(i);
      const from = view.first ? this.cells[row][view.first[row] + i] : to;
      if (!from || !to) return;
      const mix = (key: keyof Box): number => from[key] + (to[key] - from[key]) * zoom;
      const box = {
        x: mix('x'),
        y: mix('y'),
        width: mix('width'),
        height: mix('height'),
      };
      const {special, unknown} = token;
      const label = zoom > 0.6 ? labelOf(token) : '';
      const style = {palette, size: chips?.size, lineWidth: STROKE.rest};
      if (unknown) paintUnknown(context, label, box, palette);
      else paintChip(context, label, box, {...style, special});
    });
  }

  /** The count stands behind the last token; from near, it counts the chips. */
  private paintCount(context: CanvasRenderingContext2D, row: number): void {
    const {views} = this.settings;
    const written = this.written(row);
    if (written === 0) return;
    const {token} = this.palette.roles;
    const zoom = this.zoomed();
    const write = (count: number, after: Box, alpha: number): void =>
      withAlpha(context, alpha, () =>
        paintText(
          context,
          group(count),
          after.x + after.width + 18,
          this.middleOf(row) + 13,
          {
            ...{family: SANS, size: 36, weight: 700, color: token.text},
          },
        ),
      );
    write(written, this.cells[row][written - 1], 1 - 2 * zoom);
    const name = this.swept() < 1 ? '' : this.seen;
    const chips = this.chips.get(name)?.boxes[row] ?? [];
    const last = chips.at(-1);
    if (last) write(views[name].tokens[row].length, last, 2 * zoom - 1);
    else if (name !== '' && views[name]) {
      const {box} = this.settings;
      const at = {x: box.x + NAME - 18, y: 0, width: 0, height: 0};
      write(0, at, (2 * zoom - 1) * (1 - FADED));
    }
  }
}

const labelOf = (token: CapturedToken): string =>
  token.unknown ? '[UNK]' : pieceLabel(token);
