import {Painted} from '../components/Painted.ts';
import {FRAME} from '../theme/layout.ts';

/** The ground of a picture that has no frame. */
export class Ground extends Painted {
  protected override paint(context: CanvasRenderingContext2D): void {
    context.fillStyle = this.palette.ground;
    context.fillRect(0, 0, FRAME.width, FRAME.height);
  }
}
