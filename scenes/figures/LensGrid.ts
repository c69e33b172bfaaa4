import {step} from '../theme/step.ts';
import type {Source} from '../captured/tensor.ts';
import {Picture} from '../components/Picture.ts';
import type {PictureProps} from '../components/Picture.ts';
import {paintBox, paintText, textWidth, withAlpha} from '../components/paint.ts';
import {rampColor} from '../components/ramp.ts';
import {shorten} from '../components/shorten.ts';
import {readableOn} from '../theme/readable-on.ts';
import {RADIUS} from '../theme/layout.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';

export interface LensGridProps extends PictureProps {
  /** What stands left of each row, from the top, and under each column. */
  rows: readonly string[];
  columns: readonly string[];
  /** Label and probability of each cell, 0 to 1, row by row. */
  cells: readonly (readonly {label: string; share: number}[])[];
  source: Source;
}

const GAP = 4;
const LEFT = 190;
const FOOT = 56;
/** Size of the smallest label. */
const LEAST = 18;

/**
 * A grid of best next tokens: a row for each layer, a column for each position, the
 * darker the surer. Rows come in from below, as the layers run.
 */
export class LensGrid extends Picture {
  private readonly settings: Omit<LensGridProps, keyof PictureProps>;

  public constructor({rows, columns, cells, source, ...props}: LensGridProps) {
    super(props);
    this.settings = {rows, columns, cells, source};
  }

  public override get count(): number {
    return this.settings.rows.length;
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {rows, columns, cells} = this.settings;
    const {x, y, width, height} = this.box();
    const pitch = {x: (width - LEFT) / columns.length, y: (height - FOOT) / rows.length};
    const size = Math.min(SIZE.small, pitch.y * 0.6);
    cells.forEach((row, i) => {
      const top = y + i * pitch.y;
      withAlpha(context, step(this.shown(), rows.length - 1 - i), () => {
        paintText(context, rows[i], x + LEFT - 20, top + pitch.y / 2 + size * 0.35, {
          family: SANS,
          size,
          weight: 500,
          align: 'right',
          color: this.palette.muted,
        });
        row.forEach(({label, share}, column) => {
          const box = {
            x: x + LEFT + column * pitch.x + GAP / 2,
            y: top + GAP / 2,
            width: pitch.x - GAP,
            height: pitch.y - GAP,
          };
          const color = rampColor(this.palette, 'share', share);
          paintBox(context, box, RADIUS.cell, color, this.palette.rule, 1.5);
          const {text, fitted} = fit(label, box.width - 12, size);
          const middle = {x: box.x + box.width / 2, y: top + pitch.y / 2};
          paintText(context, text, middle.x, middle.y + fitted * 0.35, {
            family: MONO,
            size: fitted,
            weight: 500,
            align: 'center',
            color: readableOn(color),
          });
        });
      });
    });
    columns.forEach((label, column) => {
      const text = shorten(label, pitch.x - 12, MONO, SIZE.small, 700);
      const middle = x + LEFT + (column + 0.5) * pitch.x;
      withAlpha(context, Math.min(1, this.shown()), () =>
        paintText(context, text, middle, y + height - 12, {
          family: MONO,
          size: SIZE.small,
          weight: 700,
          align: 'center',
          color: this.palette.ink,
        }),
      );
    });
  }
}

/** A label as large as its cell lets it be; one that is too long even so is cut. */
function fit(label: string, room: number, size: number): {text: string; fitted: number} {
  const width = textWidth(label, MONO, size, 500);
  const fitted = Math.max(LEAST, Math.min(size, (size * room) / width));
  return {text: shorten(label, room, MONO, fitted, 500), fitted};
}
