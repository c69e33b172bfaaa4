import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source} from '../captured/tensor.ts';
import {step} from '../motion/verb.ts';
import {STROKE} from '../theme/layout.ts';
import type {RoleColors} from '../theme/palette.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {finePercent} from '../script/numbers.ts';
import type {Box} from './matrix-plan.ts';
import {paintBox, paintText, withAlpha} from './paint.ts';
import {shorten} from './shorten.ts';

export interface ShareBarsProps extends NodeProps {
  /** The words, from the top: shares of the text and of the draws, 0 to 1. */
  rows: readonly {word: string; share: number; drawn: number}[];
  /** Names of the two bars, in the scene's language. */
  words: {share: string; drawn: string};
  /** Where the shares come from. */
  source: Source;
  /** In frame coordinates. */
  box: Box;
}

const HEADING = 54;
const BAR = {height: 30, gap: 6} as const;
/** Room that a word's two bars need, in pixels. */
const LOWEST = 74;
/** Room for words before the bars, and for figures behind the longest. */
const COLUMNS = {word: 180, figures: 130} as const;

/**
 * How often words stand in a text, and below that how often they are drawn from it.
 *
 * @category Words and tokens
 */
export class ShareBars extends Painted {
  /** How many bars have grown, from the top; fractions are on their way. */
  @initial(0)
  @signal()
  declare public readonly grown: SimpleSignal<number, this>;

  private readonly settings: Omit<ShareBarsProps, keyof NodeProps>;

  public constructor({rows, words, source, box, ...props}: ShareBarsProps) {
    super(props);
    // The first and the last tell most; what is between goes where there is no room.
    const most = Math.max(2, Math.floor((box.height - HEADING) / LOWEST));
    const kept = rows.filter((_, i) => i < most - 1 || i === rows.length - 1);
    this.settings = {rows: kept, words, source, box};
  }

  /** Number of bars, two for each word. */
  public get count(): number {
    return 2 * this.settings.rows.length;
  }

  public override sources(): readonly Source[] {
    return this.grown() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {rows, box} = this.settings;
    withAlpha(context, Math.min(1, this.grown()), () => this.paintLegend(context));
    const pitch = Math.min(104, (box.height - HEADING) / rows.length);
    const most = Math.max(...rows.flatMap(({share, drawn}) => [share, drawn]));
    const {residual, value} = this.palette.roles;
    rows.forEach(({word, share, drawn}, row) => {
      const top = box.y + HEADING + row * pitch;
      withAlpha(context, step(this.grown(), 2 * row), () =>
        paintText(
          context,
          shorten(word, COLUMNS.word - 20, MONO, SIZE.token, 500),
          box.x,
          top + BAR.height + 14,
          {...{family: MONO, size: SIZE.token, weight: 500}, color: this.palette.ink},
        ),
      );
      this.paintBar(context, 2 * row, share, most, top, value);
      const below = top + BAR.height + BAR.gap;
      this.paintBar(context, 2 * row + 1, drawn, most, below, residual);
    });
  }

  private paintLegend(context: CanvasRenderingContext2D): void {
    const {words, box} = this.settings;
    const {residual, value} = this.palette.roles;
    const half = box.width / 2;
    [
      {label: words.share, role: value},
      {label: words.drawn, role: residual},
    ].forEach(({label, role}, i) => {
      const x = box.x + i * half;
      paintBox(
        context,
        {x, y: box.y + 6, width: 26, height: 26},
        6,
        role.fill,
        role.stroke,
        2,
      );
      paintText(context, label, x + 40, box.y + 30, {
        ...{family: SANS, size: SIZE.small, weight: 500, color: this.palette.muted},
      });
    });
  }

  private paintBar(
    context: CanvasRenderingContext2D,
    index: number,
    share: number,
    most: number,
    top: number,
    role: RoleColors,
  ): void {
    const t = step(this.grown(), index);
    const {box} = this.settings;
    const left = box.x + COLUMNS.word;
    const room = box.width - COLUMNS.word - COLUMNS.figures;
    const width = Math.max(4, (room * share * t) / most);
    withAlpha(context, Math.min(1, t * 4), () => {
      const bar = {x: left, y: top, width, height: BAR.height};
      paintBox(context, bar, Math.min(6, width / 2), role.fill, role.stroke, STROKE.rest);
    });
    withAlpha(context, t * 2 - 1, () =>
      paintText(context, finePercent(share), left + width + 14, top + BAR.height - 5, {
        ...{family: SANS, size: SIZE.small, weight: 600, color: role.text},
      }),
    );
  }
}
