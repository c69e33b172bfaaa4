import {initial, interpolation, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {lerpTensors} from './lerp-tensors.ts';
import {paintText, withAlpha} from './paint.ts';
import {limitOf, pool, rampColor} from './ramp.ts';

export interface VectorRowProps extends NodeProps {
  /** `[component]`. */
  values: SignalValue<Tensor>;
  /** What stands above its left end. */
  label: string;
  /** Names of equal parts of the vector, written under each. */
  parts?: readonly string[];
  /** Left edge, top of the cells and width, in frame coordinates. */
  left: number;
  top: SignalValue<number>;
  width: number;
}

/** Height of the cells in pixels. */
export const VECTOR_HEIGHT = 104;
/** Space between parts in pixels. */
const PART_GAP = 18;
/** More cells than this would be narrower than four pixels on a phone's picture. */
const MOST = 256;

/**
 * A vector as a row of cells, coloured by sign and size; full colour is its own largest
 * size. Longer vectors than 256 are averaged, and the row says so.
 */
export class VectorRow extends Painted {
  @interpolation(lerpTensors)
  @signal()
  declare public readonly values: SimpleSignal<Tensor, this>;

  /** 0 to 1: how much of the row has appeared, from the left. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** Top of the cells in frame coordinates. */
  @initial(0)
  @signal()
  declare public readonly top: SimpleSignal<number, this>;

  private readonly settings: Pick<VectorRowProps, 'label' | 'parts' | 'left' | 'width'>;

  public constructor({label, parts, left, width, ...props}: VectorRowProps) {
    super(props);
    this.settings = {label, parts, left, width};
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.values().source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const {label, parts = [], left, width} = this.settings;
    const {data} = this.values();
    const per = Math.ceil(data.length / MOST);
    const columns = Math.ceil(data.length / per);
    const cells = pool(data, data.length, {rows: 1, columns, perRow: 1, perColumn: per});
    const limit = limitOf('signed', cells);
    const gaps = Math.max(0, parts.length - 1) * PART_GAP;
    const cell = (width - gaps) / columns;
    const perPart = parts.length > 0 ? columns / parts.length : columns;
    const x = (i: number): number =>
      left + i * cell + Math.floor(i / perPart) * PART_GAP * (parts.length > 0 ? 1 : 0);
    const y = this.top();
    const count = this.shown() * columns;
    for (let i = 0; i < Math.ceil(count); i++) {
      context.fillStyle = rampColor(palette, 'signed', cells[i] / limit);
      context.fillRect(x(i), y, cell - Math.min(1.5, cell * 0.15), VECTOR_HEIGHT);
    }
    withAlpha(context, Math.min(1, this.shown() * 4), () => {
      const text = per > 1 ? `${label}  (${columns} / ${data.length})` : label;
      paintText(context, text, left, y - 22, {
        family: SANS,
        size: SIZE.label,
        weight: 600,
        color: palette.ink,
      });
      parts.forEach((part, i) =>
        paintText(
          context,
          part,
          x(i * perPart) + (perPart * cell) / 2,
          y + VECTOR_HEIGHT + 40,
          {
            family: SANS,
            size: SIZE.small,
            weight: 500,
            color: palette.muted,
            align: 'center',
          },
        ),
      );
    });
  }
}
