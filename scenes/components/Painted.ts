import {Node} from '@motion-canvas/2d';
import {BBox} from '@motion-canvas/core';

import type {Source} from '../captured/tensor.ts';
import {paletteOf} from '../theme/theme.ts';
import type {Palette} from '../theme/palette.ts';
import {FRAME} from '../theme/layout.ts';

/**
 * A node that paints its whole picture in one go, in the frame's own coordinates
 * (pixels of a 1920 x 1080 picture from its top left corner).
 *
 * @remarks
 * Drawing is what costs; a picture of many cells is one of these, never a node per
 * cell. Opacity multiplies into what is painted instead of going through an off-screen
 * canvas, so parts of a component must not overlap where that would show.
 */
export abstract class Painted extends Node {
  private readonly paletteNow = paletteOf();

  /** The palette that it is drawn in; asked for while it is drawn, it may change. */
  protected get palette(): Palette {
    return this.paletteNow();
  }

  /** Paint at full opacity; the base class restores the context afterwards. */
  protected abstract paint(context: CanvasRenderingContext2D): void;

  /** Sources of the values that are visible now; the frame stamps them. */
  public sources(): readonly Source[] {
    return [];
  }

  protected override requiresCache(): boolean {
    return (
      this.cache() || this.compositeOperation() !== 'source-over' || this.hasFilters()
    );
  }

  protected override draw(context: CanvasRenderingContext2D): void {
    context.save();
    context.globalAlpha *= this.opacity();
    this.inFrame(context, () => this.paint(context));
    this.drawChildren(context);
    context.restore();
  }

  /** Run `body` with the frame's coordinates. */
  protected inFrame(context: CanvasRenderingContext2D, body: () => void): void {
    context.save();
    context.translate(-FRAME.width / 2, -FRAME.height / 2);
    body();
    context.restore();
  }

  protected override getCacheBBox(): BBox {
    return new BBox(-FRAME.width / 2, -FRAME.height / 2, FRAME.width, FRAME.height);
  }
}
