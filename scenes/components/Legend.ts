import {percent} from '../script/interpolate.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import type {ColorRole} from '../theme/palette.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {arcStyle} from './arc-style.ts';
import {Picture} from './Picture.ts';
import type {Extent, PictureProps} from './Picture.ts';
import type {Box} from './box.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';
import {rampColor} from './ramp.ts';
import type {Ramp} from './ramp.ts';
import {rampSteps} from './ramp-steps.ts';

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
  /** A panel, which stands beside the picture, or a line below it. Default: a panel. */
  form?: 'panel' | 'line';
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
/** The ramp of a legend in a line, and the air around it. */
const BAR = {width: 200, height: 26} as const;
const AIR = 18;

/**
 * What colours or widths in a picture mean, in a panel.
 *
 * @category Around the picture
 */
export class Legend extends Picture {
  private readonly settings: Required<Omit<LegendProps, keyof PictureProps>>;

  public constructor({label, explains, form = 'panel', ...props}: LegendProps) {
    super(props);
    this.settings = {label, explains, form};
  }

  public override extent(): Extent {
    const {explains, form} = this.settings;
    if (form === 'line') return {width: 'rest', height: LINE};
    const height =
      explains.kind === 'roles' ? 76 + LINE * explains.entries.length : LEGEND.height;
    return {width: LEGEND.width, height};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    withAlpha(context, Math.min(1, this.shown()), () =>
      this.settings.form === 'line' ? this.paintLine(context) : this.paintPanel(context),
    );
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

  /** Label, low end, ramp and high end in a row, in the middle of the room. */
  private paintLine(context: CanvasRenderingContext2D): void {
    const {x, y, width} = this.box();
    const {label, explains} = this.settings;
    if (explains.kind !== 'ramp') throw new Error('Only a ramp is explained in a line.');
    const {ramp, ends} = explains;
    const parts = [
      textWidth(label, SANS, SIZE.small, 500),
      textWidth(ends[0], MONO, SIZE.small, 500),
      BAR.width,
      textWidth(ends[1], MONO, SIZE.small, 500),
    ];
    const all = parts.reduce((sum, part) => sum + part + AIR, -AIR);
    const starts = parts.map((_, i) =>
      parts.slice(0, i).reduce((at, part) => at + part + AIR, x + (width - all) / 2),
    );
    const baseline = y + 32;
    this.write(context, label, starts[0], baseline);
    this.write(context, ends[0], starts[1], baseline, {family: MONO});
    this.fillRamp(context, ramp, {x: starts[2], y: baseline - BAR.height + 2, ...BAR});
    this.write(context, ends[1], starts[3], baseline, {family: MONO});
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
    const bar = {x: at.x, y: at.y + 66, width: INNER, height: BAR.height};
    this.fillRamp(context, ramp, bar);
    this.write(context, ends[0], bar.x, at.y + 130, {family: MONO});
    this.write(context, ends[1], bar.x + INNER, at.y + 130, {
      family: MONO,
      align: 'right',
    });
  }

  private fillRamp(context: CanvasRenderingContext2D, ramp: Ramp, bar: Box): void {
    const {palette} = this;
    for (const {share, x, y, width, height} of rampSteps(bar, STEPS)) {
      const value = ramp === 'signed' ? 2 * share - 1 : share;
      context.fillStyle = rampColor(palette, ramp, value);
      context.fillRect(x, y, width, height);
    }
    paintBox(context, bar, 2, null, palette.rule, 2);
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
