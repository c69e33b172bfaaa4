import type {NodeProps} from '@motion-canvas/2d';

import {RADIUS, STROKE} from '../theme/layout.ts';
import type {ColorRole} from '../theme/palette.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintBox, paintText} from './paint.ts';

export interface BlockProps extends NodeProps {
  title: string;
  /** Shapes or names, under the title in the code face. */
  detail?: string;
  /** What kind of part it is. */
  role: ColorRole;
  /** In frame coordinates. */
  box: {x: number; y: number; width: number; height: number};
}

/** A part of a model as a box with its name. */
export class Block extends Painted {
  private readonly settings: Omit<BlockProps, keyof NodeProps>;

  public constructor({title, detail, role, box, ...props}: BlockProps) {
    super(props);
    this.settings = {title, detail, role, box};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {title, detail, role, box} = this.settings;
    const colors = this.palette.roles[role];
    paintBox(context, box, RADIUS.block, colors.fill, colors.stroke, STROKE.rest);
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    const style = {color: colors.text, align: 'center'} as const;
    paintText(context, title, x, detail === undefined ? y + 11 : y - 8, {
      ...{...style, family: SANS, size: SIZE.label, weight: 700},
    });
    if (detail === undefined) return;
    paintText(context, detail, x, y + 36, {
      ...{...style, family: MONO, size: SIZE.small, weight: 500},
    });
  }
}
