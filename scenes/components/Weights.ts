import {RADIUS, STROKE} from '../theme/layout.ts';
import {Column} from './Column.ts';
import type {Entry} from './Column.ts';
import {paintBox} from './paint.ts';

/**
 * Rows of a matrix of weights: grey with a coloured outline, whatever numbers they hold.
 *
 * @category Tables
 */
export class Weights extends Column {
  protected override widthAt(text: number): number {
    return text * 5;
  }

  protected override paintEntry(
    context: CanvasRenderingContext2D,
    {box, grown}: Entry,
  ): void {
    const row = {...box, width: box.width * grown};
    const {rule} = this.palette;
    paintBox(context, row, RADIUS.cell, rule, this.colors.stroke, STROKE.rest);
  }
}
