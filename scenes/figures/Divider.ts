import {Painted} from '../components/Painted.ts';
import {FRAME} from '../theme/layout.ts';
import type {SidePlan} from './side-plan.ts';

/** The line between two halves of a figure. */
export class Divider extends Painted {
  public constructor(private readonly plan: SidePlan) {
    super({});
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {name, stamp} = this.plan;
    context.fillStyle = this.palette.rule;
    context.fillRect(FRAME.width / 2 - 1, name - 28, 2, stamp - name + 32);
  }
}
