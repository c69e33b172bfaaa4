import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {NearWord} from '../../data-extract/capture/format.ts';
import type {Source} from '../captured/tensor.ts';
import {step} from '../motion/verb.ts';
import {FADED, STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import type {Box} from './matrix-plan.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';
import type {TextStyle} from './paint.ts';
import {shorten} from './shorten.ts';

export interface RankedListProps extends NodeProps {
  /** What stands over the list. */
  heading: string;
  /** Nearest first. */
  words: readonly NearWord[];
  /** Words that can be struck out. */
  struck?: readonly string[];
  /** A word's cosine before, which can be marked on its bar. */
  before?: NearWord;
  /** Where the cosines come from. */
  source: Source;
  /** In frame coordinates. */
  box: Box;
}

const HEADING = 52;
/** Room for the rank and the word before the bar, and for the cosine behind it. */
const COLUMNS = {rank: 44, word: 180, figures: 116, change: 240} as const;

/**
 * Words ranked by cosine, with bars from 0 to 1. Some of them can be struck out.
 *
 * @category Word vectors
 */
export class RankedList extends Painted {
  /** How many rows have come in, from the top; fractions are on their way. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** 0 to 1: how far the words that can be struck out are. */
  @initial(0)
  @signal()
  declare public readonly crossed: SimpleSignal<number, this>;

  /** 0 to 1: how far the first row stands out. */
  @initial(0)
  @signal()
  declare public readonly first: SimpleSignal<number, this>;

  /** 0 to 1: how far the cosine before is marked. */
  @initial(0)
  @signal()
  declare public readonly marked: SimpleSignal<number, this>;

  private readonly settings: Omit<RankedListProps, keyof NodeProps>;
  private readonly wordWidth: number;
  private readonly wordSize: number;

  public constructor({
    heading,
    words,
    struck,
    before,
    source,
    box,
    ...props
  }: RankedListProps) {
    super(props);
    this.settings = {heading, words, struck, before, source, box};
    const widest = (size: number): number =>
      28 + Math.max(...words.map(({word}) => textWidth(word, MONO, size, 700)));
    // Where a word is long, all are written smaller before one is cut short.
    this.wordSize = widest(SIZE.token) > box.width / 2 ? SIZE.small : SIZE.token;
    this.wordWidth = Math.max(
      COLUMNS.word,
      Math.min(widest(this.wordSize), box.width * 0.6),
    );
  }

  /** Number of rows. */
  public get count(): number {
    return this.settings.words.length;
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {heading, words, box} = this.settings;
    withAlpha(context, step(this.shown(), 0), () =>
      paintText(context, heading, box.x, box.y + 30, {
        ...{family: SANS, size: SIZE.small, weight: 600, color: this.palette.muted},
      }),
    );
    const pitch = Math.min(74, (box.height - HEADING) / words.length);
    words.forEach((entry, i) => {
      const t = step(this.shown(), i);
      const loud = i === 0 ? this.first() : 0;
      withAlpha(context, t, () =>
        this.paintRow(context, entry, i, box.y + HEADING + i * pitch, pitch, loud, t),
      );
    });
  }

  private paintRow(
    context: CanvasRenderingContext2D,
    {word, cosine}: NearWord,
    rank: number,
    top: number,
    pitch: number,
    loud: number,
    grown: number,
  ): void {
    const {struck = [], before, box} = this.settings;
    const {palette} = this;
    const {score} = palette.roles;
    const crossed = struck.includes(word) ? this.crossed() : 0;
    const baseline = top + pitch / 2 + 11;
    const left = box.x + COLUMNS.rank;
    const weight = loud > 0.5 ? 700 : 500;
    const label = shorten(word, this.wordWidth - 20, MONO, this.wordSize, 700);
    withAlpha(context, 1 - (1 - FADED) * crossed, () => {
      paintText(context, `${rank + 1}`, box.x, baseline, {
        ...{family: SANS, size: SIZE.small, weight: 500, color: palette.muted},
      });
      paintText(context, label, left, baseline, {
        ...{family: MONO, size: this.wordSize, weight},
        color: mixColors(palette.ink, score.text, loud),
      });
      const start = left + this.wordWidth;
      const figures = before ? COLUMNS.change : COLUMNS.figures;
      const room = box.x + box.width - figures - start;
      const width = Math.max(4, room * Math.max(0, cosine) * grown);
      const height = Math.min(34, pitch - 16);
      const bar = {x: start, y: top + (pitch - height) / 2, width, height};
      const fill = mixColors(score.fill, score.stroke, loud);
      paintBox(context, bar, Math.min(6, width / 2), fill, score.stroke, STROKE.rest);
      const marked = before?.word === word ? this.marked() : 0;
      const style: TextStyle = {
        ...{family: SANS, size: SIZE.small, weight},
        color: mixColors(palette.muted, score.text, loud),
      };
      withAlpha(context, 1 - marked, () =>
        paintText(context, cosine.toFixed(3), start + width + 14, baseline, style),
      );
      withAlpha(context, marked, () => {
        const was = before?.cosine ?? 0;
        const change = `${was.toFixed(3)} \u2192 ${cosine.toFixed(3)}`;
        paintText(context, change, start + width + 14, baseline, style);
        context.fillStyle = palette.ink;
        context.fillRect(start + room * was - 2, bar.y - 7, 4, height + 14);
      });
    });
    if (crossed <= 0) return;
    context.fillStyle = palette.ink;
    const width = textWidth(label, MONO, this.wordSize, weight) + 16;
    context.fillRect(left - 8, baseline - 12, width * crossed, 3);
  }
}
