import {Stage} from '@motion-canvas/core';

/** A stage whose picture has a given size in pixels, whatever scenes measure and scale. */
export class PixelStage extends Stage {
  public constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    super();
  }

  public override resizeCanvas(context: CanvasRenderingContext2D): void {
    context.canvas.width = this.width;
    context.canvas.height = this.height;
  }
}
