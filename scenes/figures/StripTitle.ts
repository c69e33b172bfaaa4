import {Picture} from '../components/Picture.ts';
import type {Extent, PictureProps} from '../components/Picture.ts';
import {paintText, textWidth, withAlpha} from '../components/paint.ts';
import {LAYOUT} from '../theme/layout.ts';
import {SANS, SIZE} from '../theme/type.ts';

/** In pixels. */
export const TITLE_HEIGHT = 48;

/** The name of a tokenizer over its tokens, and something about it. */
export class StripTitle extends Picture {
  private readonly name: string;
  private readonly detail: string;

  public constructor({
    name,
    detail,
    ...props
  }: PictureProps & {name: string; detail: string}) {
    super(props);
    this.name = name;
    this.detail = detail;
  }

  public override extent(): Extent {
    return {width: 'rest', height: TITLE_HEIGHT};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {x, y} = this.box();
    const face = {family: SANS, size: SIZE.small};
    const width = textWidth(this.name, SANS, SIZE.small, 700);
    withAlpha(context, Math.min(1, this.shown()), () => {
      const {ink, muted} = this.palette;
      paintText(context, this.name, x, y + 30, {...face, weight: 700, color: ink});
      const left = x + width + LAYOUT.air;
      paintText(context, this.detail, left, y + 30, {...face, weight: 500, color: muted});
    });
  }
}
