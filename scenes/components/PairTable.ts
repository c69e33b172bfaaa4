import {easeInOutCubic} from '@motion-canvas/core';
import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {CapturedSkipGram} from '../captured/skip-gram.ts';
import type {Source} from '../captured/tensor.ts';
import {step} from '../motion/verb.ts';
import {STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import type {Box} from './matrix-plan.ts';
import {edgeAlpha, offsetAtEnd, rowsInSight} from './pair-plan.ts';
import type {RowPlace} from './pair-plan.ts';
import {paintChip} from './paint-chip.ts';
import {paintBox, paintText, withAlpha} from './paint.ts';
import {shorten} from './shorten.ts';

export interface PairTableProps extends NodeProps {
  /** The examples that skip-gram makes of the text. */
  dataset: CapturedSkipGram;
  /** Names of the columns, in the scene's language. */
  words: {input: string; output: string; answer: string};
  /** A word's chip in the text, in frame coordinates: pairs fly from there. */
  from: (word: number) => Box;
  /** Where drawn words come from, in frame coordinates. */
  drawnFrom: {x: number; y: number};
  /** In frame coordinates, headings included. */
  box: Box;
}

const HEADING = 50;
const ROW = 54;
/** Share of a pair's turn until it sets out: the window comes first. */
const WAIT = 0.35;
/** Columns as shares of the width: where words begin, and the answer. */
const COLUMNS = {input: 0.02, output: 0.4, answer: 0.78} as const;

/**
 * The dataset that a window makes of a text: rows of a word, a neighbour and the answer 1;
 * then rows of the same word with drawn words and the answer 0. The table follows its end.
 *
 * @category Words and tokens
 */
export class PairTable extends Painted {
  /** 0 to 1: how far the headings have appeared. */
  @initial(0)
  @signal()
  declare public readonly headed: SimpleSignal<number, this>;

  /** How many pairs have been made; fractions fly in from the text. */
  @initial(0)
  @signal()
  declare public readonly made: SimpleSignal<number, this>;

  /** 0 to 1: how far the answers stand out. */
  @initial(0)
  @signal()
  declare public readonly doubted: SimpleSignal<number, this>;

  /** 0 to 1: how far the table has gone back to its first row. */
  @initial(0)
  @signal()
  declare public readonly rewound: SimpleSignal<number, this>;

  /** 0 to 1: how far rows have moved apart to make room for drawn words. */
  @initial(0)
  @signal()
  declare public readonly spread: SimpleSignal<number, this>;

  /** How many drawn words have come in. */
  @initial(0)
  @signal()
  declare public readonly drawn: SimpleSignal<number, this>;

  /** 0 to 1: how far the first drawn word that is a neighbour stands out. */
  @initial(0)
  @signal()
  declare public readonly pointed: SimpleSignal<number, this>;

  private readonly settings: Omit<PairTableProps, keyof NodeProps>;

  public constructor({dataset, words, from, drawnFrom, box, ...props}: PairTableProps) {
    super(props);
    this.settings = {dataset, words, from, drawnFrom, box};
  }

  /** Pairs, without drawn words. */
  public get count(): number {
    return this.settings.dataset.pairs.length;
  }

  /** Rows that fit into the table. */
  public get visible(): number {
    return Math.floor((this.settings.box.height - HEADING) / ROW);
  }

  /** What `rewound` must be for a pair to stand in the middle of the table, once all are made. */
  public rewoundTo(pair: number): number {
    const {count, draws, visible} = this;
    const end = offsetAtEnd(count, draws, this.spread(), visible);
    const place = pair * (1 + draws * this.spread());
    const offset = Math.max(0, Math.min(end, Math.round(place - visible / 2 + 1)));
    return end === 0 ? 1 : 1 - offset / end;
  }

  public override sources(): readonly Source[] {
    return this.made() > 0 ? [this.settings.dataset.source] : [];
  }

  private get draws(): number {
    return this.settings.dataset.pairs[0].negatives.length;
  }

  private get offset(): number {
    const {draws, visible} = this;
    const landed = Math.floor(this.made()) + step((this.made() % 1) / 0.6, 0);
    return offsetAtEnd(landed, draws, this.spread(), visible) * (1 - this.rewound());
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    withAlpha(context, this.headed(), () => this.paintHeadings(context));
    const {offset, visible, draws} = this;
    const made = Math.ceil(this.made());
    const rows = rowsInSight(made, draws, this.spread(), offset, visible);
    for (const row of rows) {
      withAlpha(context, edgeAlpha(row.place, offset, visible), () =>
        this.paintRow(context, row, row.place - offset),
      );
    }
  }

  /** Rows that go out at the top must not come out above the headings' line. */
  private clip(context: CanvasRenderingContext2D): void {
    const {x, y, width, height} = this.settings.box;
    context.beginPath();
    context.rect(x - 4, y + HEADING - 3, width + 8, height - HEADING + 3);
    context.clip();
  }

  private paintHeadings(context: CanvasRenderingContext2D): void {
    const {words, box} = this.settings;
    const style = {family: SANS, size: SIZE.small, weight: 600} as const;
    const color = this.palette.muted;
    const y = box.y + 30;
    paintText(context, words.input, this.columnAt('input'), y, {...style, color});
    paintText(context, words.output, this.columnAt('output'), y, {...style, color});
    paintText(context, words.answer, this.columnAt('answer'), y, {...style, color});
    context.fillStyle = this.palette.rule;
    context.fillRect(box.x, box.y + HEADING - 6, box.width, 2);
  }

  private columnAt(column: keyof typeof COLUMNS): number {
    const {x, width} = this.settings.box;
    return x + width * COLUMNS[column];
  }

  private paintRow(context: CanvasRenderingContext2D, row: RowPlace, at: number): void {
    const {dataset, drawnFrom} = this.settings;
    const {input, output, negatives} = dataset.pairs[row.pair];
    const word = (index: number): string => dataset.words[index].text.toLowerCase();
    const top = this.settings.box.y + HEADING + at * ROW;
    if (row.draw === null) {
      const turn = Math.min(1, this.made() - row.pair);
      const t = easeInOutCubic(Math.max(0, Math.min(1, (turn - WAIT) / (0.95 - WAIT))));
      if (turn < 1 && t < 1) {
        if (t > 0) this.paintFlight(context, [input, output], top, t);
        return;
      }
      this.clip(context);
      this.paintCells(context, [word(input), word(output), 1], top, this.doubted(), 0);
      return;
    }
    const order = row.pair * this.draws + row.draw;
    const t = step(this.drawn(), order);
    const drawn = negatives[row.draw];
    const clash = dataset.clashes.at(0);
    const isClash = clash?.pair === row.pair && clash.draw === row.draw;
    const pointed = isClash ? this.pointed() : 0;
    withAlpha(context, Math.min(1, t * 2), () => {
      // The input is repeated; the drawn word comes from the vocabulary.
      if (t >= 1) {
        this.clip(context);
        this.paintCells(context, [word(input), drawn, 0], top, 0, pointed);
        return;
      }
      this.paintCells(context, [word(input), '', null], top, 0, 0);
      const to = {x: this.columnAt('output'), y: top + ROW / 2 + 11};
      const x = drawnFrom.x + (to.x - drawnFrom.x) * t;
      const y = drawnFrom.y + (to.y - drawnFrom.y) * t;
      paintText(context, drawn, x, y, {
        ...{family: MONO, size: SIZE.token, weight: 500, color: this.palette.ink},
      });
    });
  }

  /** Both words on their way from the text. */
  private paintFlight(
    context: CanvasRenderingContext2D,
    [input, output]: readonly [number, number],
    top: number,
    t: number,
  ): void {
    const {dataset, from} = this.settings;
    for (const [word, column] of [
      [input, 'input'],
      [output, 'output'],
    ] as const) {
      const start = from(word);
      const to = {x: this.columnAt(column) - 24, y: top + (ROW - start.height) / 2};
      const box = {
        x: start.x + (to.x - start.x) * t,
        y: start.y + (to.y - start.y) * t,
        ...{width: start.width, height: start.height},
      };
      withAlpha(context, Math.min(1, (1 - t) * 5), () =>
        paintChip(context, dataset.words[word].text, box, {palette: this.palette}),
      );
    }
  }

  private paintCells(
    context: CanvasRenderingContext2D,
    [input, output, answer]: readonly [string, string, number | null],
    top: number,
    doubted: number,
    pointed: number,
  ): void {
    const {palette} = this;
    const {box} = this.settings;
    const baseline = top + ROW / 2 + 11;
    const style = {family: MONO, size: SIZE.token, weight: 500} as const;
    const room = box.width * (COLUMNS.output - COLUMNS.input) - 24;
    const cell = (text: string, column: 'input' | 'output', loud: number): void =>
      paintText(
        context,
        shorten(text, room, MONO, SIZE.token, 500),
        this.columnAt(column),
        baseline,
        {
          ...style,
          weight: loud > 0.5 ? 700 : 500,
          color: mixColors(palette.ink, palette.roles.score.text, loud),
        },
      );
    cell(input, 'input', 0);
    cell(output, 'output', pointed);
    if (answer === null) return;
    const {residual, score} = palette.roles;
    const isYes = answer === 1;
    const place = {x: this.columnAt('answer'), y: top + 5, width: 92, height: ROW - 10};
    paintBox(
      context,
      place,
      10,
      isYes ? residual.fill : palette.panel,
      isYes ? residual.stroke : mixColors(palette.rule, score.stroke, pointed),
      STROKE.rest + (STROKE.selected - STROKE.rest) * Math.max(pointed, doubted),
    );
    paintText(context, `${answer}`, place.x + place.width / 2, baseline, {
      ...{...style, weight: isYes ? 700 : 500, align: 'center'},
      color: isYes ? residual.text : palette.muted,
    });
  }
}
