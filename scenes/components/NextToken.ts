import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source} from '../captured/tensor.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintArrow} from './paint-arrow.ts';
import {paintText, withAlpha} from './paint.ts';

export interface NextTokenProps extends NodeProps {
  id: number;
  /** What stands under the id. */
  label: string;
  source: Source;
  /** Where the arrow begins, in frame coordinates; it points down. */
  from: {x: number; y: number};
}

const ARROW = 84;

/** What comes out of a model: an arrow down to the id of the next token. */
export class NextToken extends Painted {
  /** 0 to 1: the arrow grows, then the id appears. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  private readonly settings: Omit<NextTokenProps, keyof NodeProps>;

  public constructor({id, label, source, from, ...props}: NextTokenProps) {
    super(props);
    this.settings = {id, label, source, from};
  }

  /** Middle of the id, in frame coordinates. */
  public get idAt(): {x: number; y: number} {
    const {x, y} = this.settings.from;
    return {x, y: y + ARROW + 42};
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {id, label, from} = this.settings;
    const {palette} = this;
    const to = {x: from.x, y: from.y + ARROW};
    paintArrow(context, from, to, palette.ink, Math.min(1, this.shown() * 2));
    withAlpha(context, this.shown() * 2 - 1, () => {
      const {x, y} = this.idAt;
      const style = {align: 'center', color: palette.roles.head.text} as const;
      paintText(context, `${id}`, x, y + 14, {
        ...{...style, family: MONO, size: SIZE.title, weight: 700},
      });
      paintText(context, label, x, y + 64, {
        ...{...style, family: SANS, size: SIZE.small, weight: 500},
        color: palette.muted,
      });
    });
  }
}
