import {getContext, Stage} from '@motion-canvas/core';
import type {Scene, StageSettings} from '@motion-canvas/core';

/** A stage whose picture has a given size in pixels, whatever scenes measure and scale. */
export class PixelStage extends Stage {
  private nowhere: CanvasRenderingContext2D | null = null;
  private hasGround = false;

  public constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    super();
  }

  public override configure(settings: Partial<StageSettings>): void {
    super.configure(settings);
    if (settings.background !== undefined) this.hasGround = settings.background !== null;
  }

  /**
   * Motion Canvas draws a scene onto a canvas of its own and lays that over the ground.
   * Over no ground it is what it was: then it is drawn where it is to be at once.
   */
  public override async render(
    currentScene: Scene,
    previousScene: Scene | null,
  ): Promise<void> {
    const context = this.finalBuffer.getContext('2d');
    if (!context || previousScene || this.hasGround)
      return super.render(currentScene, previousScene);
    return currentScene.render(context);
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
