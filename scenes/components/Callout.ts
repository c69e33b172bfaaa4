import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source} from '../captured/tensor.ts';
import type {ColorRole} from '../theme/palette.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import type {Point} from './box.ts';
import {Painted} from './Painted.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';
import {partOfPath} from './path-plan.ts';

export interface CalloutProps extends NodeProps {
  /** What it speaks of: the end with the dot. */
  at: SignalValue<Point>;
  /** Where its text begins (or ends, by `align`): left end of the baseline. */
  textAt: SignalValue<Point>;
  /** What it says, in the scene's language. */
  text: SignalValue<string>;
  /** `figures` for code and numbers. Default `words`. */
  face?: 'words' | 'figures';
  /** How the text lies at its point. */
  align?: 'left' | 'center' | 'right';
  /** Default: ink. */
  role?: ColorRole;
  /** Where the numbers in its text come from. */
  source?: Source;
}

const DOT = 6;
const AIR = 14;

/**
 * A short text with a dotted line to what it speaks of, which ends in a dot.
 *
 * @category Around the picture
 */
export class Callout extends Painted {
  @signal()
  declare public readonly at: SimpleSignal<Point, this>;

  @signal()
  declare public readonly textAt: SimpleSignal<Point, this>;

  @initial('')
  @signal()
  declare public readonly text: SimpleSignal<string, this>;

  /** 0 to 1: first the line grows out of the dot, then the text comes in. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  private readonly settings: Pick<CalloutProps, 'face' | 'align' | 'role' | 'source'>;

  public constructor(props: CalloutProps) {
    super(props);
    this.settings = props;
  }

  public override sources(): readonly Source[] {
    const {source} = this.settings;
    return source && this.shown() > 0 ? [source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    if (this.shown() <= 0) return;
    const {face = 'words', align = 'left', role} = this.settings;
    const {palette} = this;
    const family = face === 'figures' ? MONO : SANS;
    const weight = face === 'figures' ? 500 : 600;
    const place = this.textAt();
    const width = textWidth(this.text(), family, SIZE.small, weight);
    const start = {left: 0, center: -width / 2, right: -width}[align];
    const at = this.at();
    const box = {
      left: place.x + start,
      right: place.x + start + width,
      top: place.y - SIZE.small,
      bottom: place.y + 8,
    };
    const end = {
      x: Math.min(box.right + AIR, Math.max(box.left - AIR, at.x)),
      y: Math.min(box.bottom + AIR, Math.max(box.top - AIR, at.y)),
    };
    const stroke = role ? palette.roles[role].stroke : palette.muted;
    const [, reached] = partOfPath([at, end], Math.min(1, this.shown() * 2));
    context.fillStyle = stroke;
    context.beginPath();
    context.arc(at.x, at.y, DOT, 0, 2 * Math.PI);
    context.fill();
    context.save();
    context.strokeStyle = stroke;
    context.lineWidth = 3;
    context.lineCap = 'round';
    context.setLineDash([0.1, 8]);
    context.beginPath();
    context.moveTo(at.x, at.y);
    context.lineTo(reached.x, reached.y);
    context.stroke();
    context.restore();
    withAlpha(context, Math.min(1, this.shown() * 2 - 1), () =>
      paintText(context, this.text(), place.x, place.y, {
        family,
        size: SIZE.small,
        weight,
        align,
        color: role ? palette.roles[role].text : palette.ink,
      }),
    );
  }
}
