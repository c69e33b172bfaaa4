import {DependencyContext} from '@motion-canvas/core';
import type {Scene} from '@motion-canvas/core';

/** The method of a scene that paints it; every kind of scene has one. */
interface DrawnScene {
  draw(context: CanvasRenderingContext2D): void;
}

/**
 * Knows whether drawing a scene again could give another picture.
 *
 * @remarks
 * What a scene of ours draws depends on signals alone. While it is drawn, every signal
 * that is read subscribes this watch, so an unchanged picture is one since whose drawing
 * none of them has changed. Scenes that draw from anything else (a clock, a plain field)
 * must not be watched.
 */
export class ChangeWatch extends DependencyContext<void> {
  private changed = true;

  public constructor(scene: Scene) {
    super(undefined);
    const target = scene as unknown as DrawnScene;
    const draw = target.draw.bind(scene);
    target.draw = context => {
      this.clearDependencies();
      this.startCollecting();
      try {
        draw(context);
      } finally {
        this.finishCollecting();
      }
      this.event.reset();
      this.changed = false;
    };
    this.event.subscribe(() => {
      this.changed = true;
    });
  }

  /** Whether a signal that the last drawing read has changed since. */
  public get dirty(): boolean {
    return this.changed;
  }
}
