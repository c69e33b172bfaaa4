import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source} from '../captured/tensor.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintArrow} from './paint-arrow.ts';
import {paintText, withAlpha} from './paint.ts';

export interface NextTokenProps extends NodeProps {
  /** Its number in the vocabulary, an index. */
  id: number;
  /** What stands under the id. */
  label: string;
  /** Where the prediction comes from. */
  source: Source;
  /** Where the arrow begins, in frame coordinates. */
  from: {x: number; y: number};
  /** Where it points. Default: down. */
  towards?: 'down' | 'right';
}

const ARROW = 84;
/** From the tip of the arrow to the middle of the id, in pixels. */
const ID = {down: 42, right: 90} as const;
/** What arrow, id and label take below each other, in pixels. */
export const NEXT_TOKEN_HEIGHT = ARROW + 42 + 74;

/**
 * What comes out of a model: an arrow to the id of the next token.
 *
 * @category Words and tokens
 */
export class NextToken extends Painted {
  /** 0 to 1: the arrow grows, then the id appears. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  private readonly settings: Required<Omit<NextTokenProps, keyof NodeProps>>;

  public constructor({
    id,
    label,
    source,
    from,
    towards = 'down',
    ...props
  }: NextTokenProps) {
    super(props);
    this.settings = {id, label, source, from, towards};
  }

  /** Middle of the id, in frame coordinates. */
  public get idAt(): {x: number; y: number} {
    const {from, towards} = this.settings;
    return towards === 'down'
      ? {x: from.x, y: from.y + ARROW + ID.down}
      : {x: from.x + ARROW + ID.right, y: from.y - 18};
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {id, label, from, towards} = this.settings;
    const {palette} = this;
    const to =
      towards === 'down'
        ? {x: from.x, y: from.y + ARROW}
        : {x: from.x + ARROW, y: from.y};
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
