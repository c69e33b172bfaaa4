import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import type {Box} from './matrix-plan.ts';
import {paintBox, paintText, withAlpha} from './paint.ts';
import {paintCells} from './paint-cells.ts';
import {shorten} from './shorten.ts';

export interface WeightMatrixProps extends NodeProps {
  /** Name of the matrix. */
  name: string;
  /** Its shape, as it is written beside the name. */
  shape: string;
  /** What its rows are. */
  note: string;
  /** Some of its rows, `[row, column]`, and what they belong to. */
  rows: {words: readonly string[]; values: Tensor};
  /** Value of a cell's full colour. */
  limit: number;
  /** Where it lies while it is open, in frame coordinates. */
  open: Box;
  /** Where it lies once it has folded, in frame coordinates. */
  folded: Box;
}

const LINE = 16;
const LABEL = 190;

/**
 * A matrix of weights: open, some of its rows with what they belong to; folded, a grey stack
 * of rows with a coloured outline.
 *
 * @category Word vectors
 */
export class WeightMatrix extends Painted {
  /** 0 to 1: how many of its rows have appeared, from the top. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** 0 to 1: how far it has folded. */
  @initial(0)
  @signal()
  declare public readonly folding: SimpleSignal<number, this>;

  private readonly settings: Omit<WeightMatrixProps, keyof NodeProps>;

  public constructor(props: WeightMatrixProps) {
    const {name, shape, note, rows, limit, open, folded, ...rest} = props;
    super(rest);
    this.settings = {name, shape, note, rows, limit, open, folded};
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.rows.values.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    if (this.shown() <= 0) return;
    const {name, shape, note, open, folded} = this.settings;
    const {ink, muted} = this.palette;
    const t = this.folding();
    const mix = (a: number, b: number): number => a + (b - a) * t;
    const box = {
      x: mix(open.x + LABEL, folded.x),
      y: mix(open.y, folded.y),
      width: mix(open.width - LABEL, folded.width),
      height: mix(open.height, folded.height),
    };
    withAlpha(context, 1 - t * 2, () => this.paintRows(context, box));
    withAlpha(context, t * 2 - 1, () => this.paintStack(context, box));
    withAlpha(context, Math.min(1, this.shown() * 4) * Math.abs(1 - 2 * t), () => {
      paintText(context, note, box.x, box.y - 16, {
        ...{family: SANS, size: SIZE.small, weight: 600, color: muted},
      });
      withAlpha(context, 1 - t * 2, () =>
        paintText(context, `${name}  ${shape}`, box.x + box.width, box.y - 16, {
          ...{family: MONO, size: SIZE.small, weight: 700, color: ink, align: 'right'},
        }),
      );
    });
  }

  private paintRows(context: CanvasRenderingContext2D, box: Box): void {
    const {rows, limit} = this.settings;
    const {palette} = this;
    // The last place is for all rows that are not drawn.
    const pitch = box.height / (rows.words.length + 1);
    rows.words.forEach((word, row) => {
      const y = box.y + row * pitch;
      withAlpha(
        context,
        Math.min(1, this.shown() * (rows.words.length + 1) - row),
        () => {
          const label = shorten(word, LABEL - 20, MONO, SIZE.small, 500);
          paintText(context, label, box.x - 16, y + pitch / 2 + 8, {
            ...{family: MONO, size: SIZE.small, weight: 500, align: 'right'},
            color: palette.ink,
          });
          paintCells(context, palette, rows.values.at(row).data, limit, {
            ...box,
            ...{y, height: pitch - 4},
          });
        },
      );
    });
    withAlpha(context, this.shown() * 8 - 7, () =>
      paintText(
        context,
        '\u2026',
        box.x + box.width / 2,
        box.y + box.height - pitch / 2 + 8,
        {
          ...{family: SANS, size: SIZE.label, weight: 700, align: 'center'},
          color: palette.muted,
        },
      ),
    );
  }

  private paintStack(context: CanvasRenderingContext2D, box: Box): void {
    const {name, shape} = this.settings;
    const {rule, panel, ink, roles} = this.palette;
    context.save();
    context.beginPath();
    context.roundRect(box.x, box.y, box.width, box.height, RADIUS.token);
    context.clip();
    context.fillStyle = rule;
    context.fillRect(box.x, box.y, box.width, box.height);
    context.fillStyle = panel;
    for (let y = box.y + LINE; y < box.y + box.height; y += LINE) {
      context.fillRect(box.x, y, box.width, 2);
    }
    context.restore();
    paintBox(context, box, RADIUS.token, null, roles.residual.stroke, STROKE.rest);
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    const plate = {x: x - 96, y: y - 40, width: 192, height: 80};
    paintBox(context, plate, 10, panel, null, 0);
    paintText(context, name, x, y - 4, {
      ...{family: SANS, size: SIZE.label, weight: 700, color: ink, align: 'center'},
    });
    paintText(context, shape, x, y + 30, {
      ...{family: MONO, size: SIZE.small, weight: 500, color: ink, align: 'center'},
    });
  }
}
