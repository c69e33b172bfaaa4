import {initial, interpolation, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import {RADIUS, STROKE} from '../theme/layout.ts';
import type {ColorRole} from '../theme/palette.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {lerpBox} from './box.ts';
import type {Box} from './box.ts';
import {Painted} from './Painted.ts';
import {paintBox, paintText} from './paint.ts';

export interface BlockProps extends NodeProps {
  /** Name of the part. */
  title: SignalValue<string>;
  /** Shapes or names, under the title in the code face, e.g. `W_U · 192 × 2048`. */
  detail?: SignalValue<string>;
  /** What kind of part it is. */
  role: ColorRole;
  /** In frame coordinates. */
  box: SignalValue<Box>;
}

/**
 * A part of a model as a box with its name.
 *
 * @category Models
 */
export class Block extends Painted {
  @initial('')
  @signal()
  declare public readonly title: SimpleSignal<string, this>;

  @initial('')
  @signal()
  declare public readonly detail: SimpleSignal<string, this>;

  @interpolation(lerpBox)
  @signal()
  declare public readonly box: SimpleSignal<Box, this>;

  /** 0 to 1: how far it stands out, as the part that is at work. */
  @initial(0)
  @signal()
  declare public readonly active: SimpleSignal<number, this>;

  private readonly role: ColorRole;

  public constructor(props: BlockProps) {
    super(props);
    this.role = props.role;
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const box = this.box();
    const detail = this.detail();
    const colors = this.palette.roles[this.role];
    const width = STROKE.rest + (STROKE.selected - STROKE.rest) * this.active();
    const radius = Math.min(RADIUS.block, box.height / 3);
    paintBox(context, box, radius, colors.fill, colors.stroke, width);
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    const style = {color: colors.text, align: 'center'} as const;
    paintText(context, this.title(), x, detail === '' ? y + 11 : y - 8, {
      ...{...style, family: SANS, size: SIZE.label, weight: 700},
    });
    if (detail === '') return;
    paintText(context, detail, x, y + 36, {
      ...{...style, family: MONO, size: SIZE.small, weight: 500},
    });
  }
}
