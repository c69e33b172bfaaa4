import {computed, initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source} from '../captured/tensor.ts';
import {step} from '../theme/step.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {PickablePicture} from './PickablePicture.ts';
import type {PictureProps} from './Picture.ts';
import {centreOf, columnsOf, lerpBox, rightOf, wayOf} from './box.ts';
import type {Box} from './box.ts';
import type {FusedPart, ModuleLine} from './module-lines.ts';
import {nestPlan, SHEET, sheetsOf} from './nest-plan.ts';
import type {NestPlan} from './nest-plan.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';

export interface ModuleBoxesProps extends PictureProps {
  /** The modules, as a tree lists them; copies are one box with its sheets. */
  lines: readonly ModuleLine[];
  /** From where each line's box comes, by index of the line, in frame coordinates. */
  from: (index: number) => Box;
  /** Parts of modules that do the work of several, by the end of their path. */
  fused?: Readonly<Record<string, readonly FusedPart[]>>;
  /** Where the modules come from. */
  source: Source;
}

const PAD = 20;
/** From the left end of a line to its name. */
const MARK = 38;
const TEXT = {least: SIZE.small, most: 36} as const;
/** Size of a name over other boxes, by the height of its line. */
const TITLE = 0.72;
/** Between the parts of a fused module. */
const PART_GAP = 6;
/** A box this many times as high as its text has room for a second line. */
const TWO_LINES = 2.5;

/**
 * A model as boxes in boxes: each line of a module tree flies to its place and becomes the
 * box of its module. Equal layers are one box with sheets behind it; fused modules split
 * into their parts.
 *
 * @category Models
 */
export class ModuleBoxes extends PickablePicture {
  /** 0 to 1: how far fused modules have split into their parts. */
  @initial(0)
  @signal()
  declare public readonly opened: SimpleSignal<number, this>;

  private readonly lines: readonly ModuleLine[];
  private readonly from: (index: number) => Box;
  private readonly fused: Readonly<Record<string, readonly FusedPart[]>>;
  private readonly source: Source;
  private readonly plans = new Map<string, NestPlan>();

  public constructor({lines, from, fused = {}, source, ...props}: ModuleBoxesProps) {
    super(props);
    this.lines = lines;
    this.from = from;
    this.fused = fused;
    this.source = source;
  }

  /** Number of boxes. */
  public override get count(): number {
    return this.places().boxes.size;
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.source] : [];
  }

  /** Index of each line whose path has a part, e.g. all below `self_attn`. */
  public within(part: string): number[] {
    return [...this.lines.keys()].filter(index =>
      `.${this.lines[index].path}.`.includes(`.${part}.`),
    );
  }

  /** Where the boxes lie; between two rooms each is on its way. */
  @computed()
  private places(): NestPlan {
    const box = this.box();
    const way = wayOf(box);
    if (!way) return this.planIn(box);
    const [from, to] = [this.planIn(way.from), this.planIn(way.to)];
    const boxes = [...to.boxes].map(([index, own]): [number, Box] => [
      index,
      lerpBox(from.boxes.get(index) ?? own, own, way.t),
    ]);
    return {
      boxes: new Map(boxes),
      leaf: from.leaf + (to.leaf - from.leaf) * way.t,
      title: from.title + (to.title - from.title) * way.t,
    };
  }

  private planIn(box: Box): NestPlan {
    const key = JSON.stringify(box);
    const plan =
      this.plans.get(key) ??
      nestPlan(
        this.lines,
        box,
        line => textWidth(line.name, MONO, TEXT.least, 700) + 2 * PAD + badgeWidth(line),
      );
    this.plans.set(key, plan);
    return plan;
  }

  /** Size of all names: as large as every box has room for. */
  @computed()
  private size(): number {
    const {boxes, leaf} = this.places();
    const fits = [...boxes].map(([index, {width}]) => {
      const line = this.lines[index];
      const room = width - 2 * PAD - badgeWidth(line);
      return room / textWidth(line.name, MONO, 1, 700);
    });
    return Math.max(TEXT.least, Math.min(TEXT.most, leaf / 1.5, ...fits));
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {boxes} = this.places();
    [...boxes].forEach(([index, to], order) => {
      const come = step(this.shown(), order);
      if (come <= 0) return;
      const isHolding = this.holds(index, boxes);
      withAlpha(context, Math.min(1, 4 * come) * this.strengthOf(index), () =>
        this.paintModule(context, index, {to, come, isHolding}),
      );
    });
  }

  private holds(index: number, boxes: ReadonlyMap<number, Box>): boolean {
    const next = this.lines.findIndex((_, other) => other > index && boxes.has(other));
    return next >= 0 && this.lines[next].depth > this.lines[index].depth;
  }

  private paintModule(
    context: CanvasRenderingContext2D,
    index: number,
    {to, come, isHolding}: {to: Box; come: number; isHolding: boolean},
  ): void {
    const {palette} = this;
    const line = this.lines[index];
    const start = this.from(index);
    const box = lerpBox(start, to, come);
    const colors = line.role === null ? null : palette.roles[line.role];
    const [fill, stroke] = [
      colors?.fill ?? palette.panel,
      colors?.stroke ?? palette.faint,
    ];
    const radius = Math.min(RADIUS.token, box.height / 3);
    for (let sheet = sheetsOf(line); sheet > 0; sheet--) {
      const by = sheet * SHEET.step * come;
      const behind = {...box, x: box.x + by, y: box.y - by};
      withAlpha(context, come, () =>
        paintBox(context, behind, radius, fill, stroke, STROKE.rest),
      );
    }
    paintBox(context, box, radius, fill, stroke, STROKE.rest);
    const parts = this.partsOf(line);
    const split = parts.length > 0 ? this.opened() : 0;
    withAlpha(context, 1 - 2 * split, () =>
      this.paintName(context, line, {start, to, come, isHolding}),
    );
    withAlpha(context, 2 * split - 1, () => this.paintParts(context, parts, box));
  }

  /** The name, on its way from its line to its box, and what is said beside it. */
  private paintName(
    context: CanvasRenderingContext2D,
    line: ModuleLine,
    {start, to, come, isHolding}: {start: Box; to: Box; come: number; isHolding: boolean},
  ): void {
    const {palette} = this;
    const color = line.role === null ? palette.ink : palette.roles[line.role].text;
    const {title} = this.places();
    const least = isHolding ? Math.max(SIZE.small, title * TITLE) : Infinity;
    const size = mix(SIZE.small, Math.min(this.size(), least), come);
    const width = textWidth(line.name, MONO, size, 700);
    const badge = badgeWidth(line);
    const note = isHolding ? '' : noteOf(line);
    const isTwo = note !== '' && to.height >= TWO_LINES * this.size();
    const centre = centreOf(to);
    const endX = isHolding ? to.x + PAD : centre.x - (width + badge) / 2;
    const inline = textWidth(note, MONO, SIZE.small, 500) + PAD;
    const isBeside =
      note !== '' && !isTwo && width + badge + inline + 2 * PAD <= to.width;
    const shiftX = isBeside ? -inline / 2 : 0;
    const endY = isHolding ? to.y + title / 2 : centre.y - (isTwo ? size * 0.62 : 0);
    const x = mix(start.x + MARK, endX + shiftX, come);
    const y = mix(start.y + start.height / 2, endY, come) + size * 0.36;
    paintText(context, line.name, x, y, {
      family: MONO,
      size,
      weight: 700,
      color,
    });
    if (line.times > 1) {
      const after = isHolding ? rightOf(to) - PAD : x + width + badge;
      withAlpha(context, 2 * come - 1, () =>
        paintText(context, badgeOf(line), after, y, {
          family: SANS,
          size: SIZE.label,
          weight: 700,
          color: palette.ink,
          align: 'right',
        }),
      );
    }
    if (!isTwo && !isBeside) return;
    withAlpha(context, 2 * come - 1, () =>
      paintText(
        context,
        note,
        isTwo ? centre.x : x + width + badge + PAD,
        isTwo ? y + size * 1.25 : y,
        {
          family: MONO,
          size: SIZE.small,
          weight: 500,
          color: palette.muted,
          align: isTwo ? 'center' : 'left',
        },
      ),
    );
  }

  /** Parts of a fused module; none of any other. */
  private partsOf({path}: ModuleLine): readonly FusedPart[] {
    return Object.entries(this.fused).find(([end]) => path.endsWith(end))?.[1] ?? [];
  }

  private paintParts(
    context: CanvasRenderingContext2D,
    parts: readonly FusedPart[],
    box: Box,
  ): void {
    const {palette} = this;
    const width = parts.reduce((sum, part) => sum + widthOf(part), 0);
    const room = box.width - PART_GAP * (parts.length - 1);
    const places = columnsOf(
      box,
      parts.map(part => (room * widthOf(part)) / width),
      PART_GAP,
    );
    parts.forEach((part, i) => {
      const colors = palette.roles[part.role];
      const place = places[i];
      const radius = Math.min(RADIUS.token, place.height / 3);
      const {x, y} = centreOf(place);
      paintBox(context, place, radius, colors.fill, colors.stroke, STROKE.selected);
      paintText(context, part.name, x, y + SIZE.small * 0.36, {
        family: MONO,
        size: SIZE.small,
        weight: 700,
        align: 'center',
        color: colors.text,
      });
    });
  }
}

const mix = (from: number, to: number, t: number): number => from + (to - from) * t;

/** How many numbers a part makes, by what it takes of the whole. */
const widthOf = ({shape}: FusedPart): number =>
  shape.reduce((all, side) => all * side, 1);

/** How many equal modules a box stands for. */
const badgeOf = ({times}: ModuleLine): string => `\u00D7 ${times}`;

const badgeWidth = (line: ModuleLine): number =>
  line.times > 1 ? textWidth(badgeOf(line), SANS, SIZE.label, 700) + PAD : 0;

/** The shape of its weight, or how much in it is not drawn. */
const noteOf = ({shape, hidden}: ModuleLine): string =>
  shape?.join(' \u00D7 ') ?? (hidden > 0 ? `\u2026 ${hidden}` : '');
