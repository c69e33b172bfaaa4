import type {NodeProps} from '@motion-canvas/2d';

import {Painted} from '../components/Painted.ts';
import {paintText} from '../components/paint.ts';
import {shorten} from '../components/shorten.ts';
import {SANS, SIZE} from '../theme/type.ts';
import type {SidePlan} from './side-plan.ts';

export interface SideHeadProps extends NodeProps {
  /** The model, and what its half shows; an empty title where both show the same. */
  name: string;
  title: string;
  plan: SidePlan;
}

/** The name of a model over its half of a figure, and the title of that. */
export class SideHead extends Painted {
  private readonly settings: Omit<SideHeadProps, keyof NodeProps>;

  public constructor({name, title, plan, ...props}: SideHeadProps) {
    super(props);
    this.settings = {name, title, plan};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {name, title, plan} = this.settings;
    const {ink, muted} = this.palette;
    const {x, width} = plan.stage;
    const write = (
      text: string,
      y: number,
      face: {size: number; weight: 500 | 700; color: string},
    ): void => {
      const fitting = shorten(text, width, SANS, face.size, face.weight);
      paintText(context, fitting, x, y, {family: SANS, ...face});
    };
    write(name, plan.name, {size: SIZE.label, weight: 700, color: ink});
    if (title !== '')
      write(title, plan.title, {size: SIZE.small, weight: 500, color: muted});
  }
}
