import {getContext, Stage} from '@motion-canvas/core';
import type {Scene} from '@motion-canvas/core';

/** A stage whose picture has a given size in pixels, whatever scenes measure and scale. */
export class PixelStage extends Stage {
  private nowhere: CanvasRenderingContext2D | null = null;

  public constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    super();
  }

  /** Draw scenes onto a single pixel: all that they do is done, and next to nothing painted. */
  public async sketch(currentScene: Scene, previousScene: Scene | null): Promise<void> {
    if (!this.nowhere) {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 1;
      this.nowhere = getContext({}, canvas);
    }
    await previousScene?.render(this.nowhere);
    await currentScene.render(this.nowhere);
  }

  public override resizeCanvas(context: CanvasRenderingContext2D): void {
    context.canvas.width = this.width;
    context.canvas.height = this.height;
  }
}
