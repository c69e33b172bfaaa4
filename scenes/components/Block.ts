import {initial, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import {RADIUS, STROKE} from '../theme/layout.ts';
import type {ColorRole} from '../theme/palette.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Picture} from './Picture.ts';
import type {Extent, PictureProps} from './Picture.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';

export interface BlockProps extends PictureProps {
  /** Name of the part. */
  title: SignalValue<string>;
  /** Shapes or names, under the title in the code face, e.g. `W_U · 192 × 2048`. */
  detail?: SignalValue<string>;
  /** What kind of part it is. */
  role: ColorRole;
  /** Whether it takes all the room that there is, not only what its names need. */
  fills?: boolean;
}

/** Size of its title in pixels, and of its details by that. */
const TITLE = {least: SIZE.label, most: 40, filling: 60} as const;
const DETAIL = SIZE.small / SIZE.label;

const sizeAt = (size: number, most: number = TITLE.most): number =>
  Math.max(TITLE.least, Math.min(most, size));

/**
 * A part of a model as a box with its name.
 *
 * @category Models
 */
export class Block extends Picture {
  @initial('')
  @signal()
  declare public readonly title: SimpleSignal<string, this>;

  @initial('')
  @signal()
  declare public readonly detail: SimpleSignal<string, this>;

  /** 0 to 1: how far it stands out, as the part that is at work. */
  @initial(0)
  @signal()
  declare public readonly active: SimpleSignal<number, this>;

  /** Whether it takes all the room that there is. */
  @initial(false)
  @signal()
  declare public readonly fills: SimpleSignal<boolean, this>;

  private readonly role: ColorRole;

  public constructor(props: BlockProps) {
    super(props);
    this.role = props.role;
  }

  /** As large as its names need; where the room is high, its text is larger. */
  public override extent({height}: {width: number; height: number}): Extent {
    if (this.fills()) return {width: 'rest', height: 'rest'};
    const size = sizeAt(height / 6);
    return {width: this.widthAt(size) + 4 * size, height: this.heightAt(size)};
  }

  private widthAt(size: number): number {
    return Math.max(
      textWidth(this.title(), SANS, size, 700),
      textWidth(this.detail(), MONO, size * DETAIL, 500),
    );
  }

  private heightAt(size: number): number {
    return size * (this.detail() === '' ? 2.4 : 3.1);
  }

  /** Size of its text: as large as its box has room for. */
  private size(): number {
    const {width, height} = this.box();
    const across = (width - 24) / this.widthAt(1);
    const most = this.fills() ? TITLE.filling : TITLE.most;
    return sizeAt(Math.min(across, height / this.heightAt(1)), most);
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    withAlpha(context, Math.min(1, this.shown()), () => this.paintIn(context));
  }

  private paintIn(context: CanvasRenderingContext2D): void {
    const box = this.box();
    const size = this.size();
    const detail = this.detail();
    const colors = this.palette.roles[this.role];
    const width = STROKE.rest + (STROKE.selected - STROKE.rest) * this.active();
    const radius = Math.min(RADIUS.block, box.height / 3);
    paintBox(context, box, radius, colors.fill, colors.stroke, width);
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    const style = {color: colors.text, align: 'center'} as const;
    paintText(
      context,
      this.title(),
      x,
      detail === '' ? y + size * 0.35 : y - size * 0.25,
      {
        ...style,
        family: SANS,
        size,
        weight: 700,
      },
    );
    if (detail === '') return;
    paintText(context, detail, x, y + size * 1.1, {
      ...style,
      family: MONO,
      size: size * DETAIL,
      weight: 500,
    });
  }
}
