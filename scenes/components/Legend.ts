import {percent} from '../script/interpolate.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import type {ColorRole} from '../theme/palette.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {arcStyle} from './arc-style.ts';
import {Picture} from './Picture.ts';
import type {Extent, PictureProps} from './Picture.ts';
import {paintBox, paintText, withAlpha} from './paint.ts';
import {rampColor} from './ramp.ts';
import type {Ramp} from './ramp.ts';

/** What a legend explains. */
export type LegendKey =
  | /** Colours of values; `ends` are the figures under the ramp's ends. */
    {kind: 'ramp'; ramp: Ramp; ends: readonly [string, string]}
    /** Widths of attention arcs: the scale that {@link arcStyle} gives. */
  | {kind: 'widths'}
  /** Colours of roles: outlined boxes with a word each. */
  | {kind: 'roles'; entries: readonly {role: ColorRole; word: string}[]};

export interface LegendProps extends PictureProps {
  /** What is seen in the picture, e.g. "line width = attention". */
  label: string;
  /** What the legend explains. */
  explains: LegendKey;
}

/** Size of the panel in pixels. */
const LEGEND = {width: 340, height: 152} as const;
const PAD = 28;
const INNER = LEGEND.width - 2 * PAD;
const STEPS = 32;
/** Shares whose widths are shown. */
const MARKS = [0.05, 0.5];
const SWATCH = 28;
const LINE = 44;

/**
 * What colours or widths in a picture mean, in a panel.
 *
 * @category Around the picture
 */
export class Legend extends Picture {
  private readonly settings: Omit<LegendProps, keyof PictureProps>;

  public constructor({label, explains, ...props}: LegendProps) {
    super(props);
    this.settings = {label, explains};
  }

  public override extent(): Extent {
    const {explains} = this.settings;
    const height =
      explains.kind === 'roles' ? 76 + LINE * explains.entries.length : LEGEND.height;
    return {width: LEGEND.width, height};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    withAlpha(context, Math.min(1, this.shown()), () => this.paintPanel(context));
  }

  private paintPanel(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const box = this.box();
    const {label, explains} = this.settings;
    paintBox(context, box, RADIUS.token, palette.panel, palette.rule, 2);
    const at = {x: box.x + PAD, y: box.y};
    this.write(context, label, at.x, at.y + 48);
    if (explains.kind === 'widths') this.paintWidths(context, at);
    else if (explains.kind === 'ramp') this.paintRamp(context, explains, at);
    else this.paintRoles(context, explains, at);
  }

  private write(
    context: CanvasRenderingContext2D,
    text: string,
    x: number,
    y: number,
    style: {family?: string; align?: CanvasTextAlign; color?: string} = {},
  ): void {
    paintText(context, text, x, y, {
      family: SANS,
      size: SIZE.small,
      weight: 500,
      color: this.palette.muted,
      ...style,
    });
  }

  private paintWidths(
    context: CanvasRenderingContext2D,
    at: {x: number; y: number},
  ): void {
    const pitch = (INNER + 18) / MARKS.length;
    MARKS.forEach((share, i) => {
      const start = at.x + i * pitch;
      const {width, alpha} = arcStyle(share);
      withAlpha(context, alpha, () => {
        context.strokeStyle = this.palette.roles.score.stroke;
        context.lineWidth = width;
        context.beginPath();
        context.moveTo(start, at.y + 82);
        context.lineTo(start + pitch - 18, at.y + 82);
        context.stroke();
      });
      this.write(context, percent(share), start, at.y + 130, {family: MONO});
    });
  }

  private paintRamp(
    context: CanvasRenderingContext2D,
    {ramp, ends}: Extract<LegendKey, {kind: 'ramp'}>,
    at: {x: number; y: number},
  ): void {
    const {palette} = this;
    const bar = {x: at.x, y: at.y + 66, width: INNER, height: 26};
    const width = INNER / STEPS;
    for (let i = 0; i < STEPS; i++) {
      const share = i / (STEPS - 1);
      const value = ramp === 'signed' ? 2 * share - 1 : share;
      context.fillStyle = rampColor(palette, ramp, value);
      // The overlap of half a pixel hides seams between the steps.
      context.fillRect(bar.x + i * width, bar.y, width + 0.5, bar.height);
    }
    paintBox(context, bar, 2, null, palette.rule, 2);
    this.write(context, ends[0], bar.x, at.y + 130, {family: MONO});
    this.write(context, ends[1], bar.x + INNER, at.y + 130, {
      family: MONO,
      align: 'right',
    });
  }

  private paintRoles(
    context: CanvasRenderingContext2D,
    {entries}: Extract<LegendKey, {kind: 'roles'}>,
    at: {x: number; y: number},
  ): void {
    entries.forEach(({role, word}, i) => {
      const {fill, stroke, text} = this.palette.roles[role];
      const y = at.y + 66 + i * LINE;
      const swatch = {x: at.x, y, width: SWATCH, height: SWATCH};
      paintBox(context, swatch, RADIUS.cell, fill, stroke, STROKE.rest);
      this.write(context, word, at.x + SWATCH + 14, y + 24, {color: text});
    });
  }
}
