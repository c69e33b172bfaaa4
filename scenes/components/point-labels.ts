import {step} from '../theme/step.ts';
import type {Palette} from '../theme/palette.ts';
import {MONO, SIZE} from '../theme/type.ts';
import type {Box, Point} from './box.ts';
import {labelAlpha, labelZooms, movingAlphas, placeAround} from './map-labels.ts';
import type {LabelSize} from './map-labels.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';
import {HULL} from './paint-hull.ts';
import type {PointPlaces} from './point-places.ts';

/** From a point to the middle of its name, in pixels. */
const LIFT = 26;
/** Zoom from which on points that are not loud have names. */
const OTHERS = 2;
/** So far apart, in pixels, points lie no longer on one. */
const APART = 12;
/** From here to the edge of the map, names fade. */
const EDGE = 30;

/** What names are painted on: points in the frame, and how the map is seen. */
interface Scene {
  points: readonly Point[];
  box: Box;
  /** How many points have appeared. */
  shown: number;
  zoom: number;
  /** Pixels per unit of the places at zoom 1. */
  unit: number;
  /** 0 to 1: how far names that are half faded come or go. */
  rested: number;
  /** How many groups have their outlines. */
  grouped: number;
}

interface Labelled {
  names: readonly string[];
  /** What all points are called together, as long as they lie on one. */
  together: string | undefined;
  loud: readonly number[];
  named: readonly number[];
  places: PointPlaces;
}

/** Names of points: which have room, and where they stand. */
export class PointLabels {
  /** Points in the order in which their names come, the loud ones first. */
  private readonly order: readonly number[];
  private readonly sizes: readonly LabelSize[];
  /** Pixels per unit from which on each name has room, in that order. */
  private readonly scales: Float64Array | null;
  private readonly names: readonly string[];
  private readonly together: string | undefined;
  private readonly loud: number;
  private readonly inked: number;
  /** From each loud point to the middle of its name, once all have come to rest. */
  private rest: readonly Point[] | null = null;

  /** @param loud - Index of each point that has its name first; `named` come next. */
  public constructor({names, loud, named, together, places}: Labelled) {
    this.names = names;
    this.together = together;
    const inked = new Set([...loud, ...named]);
    const isMoving = places.last > 0;
    this.order = isMoving ? loud : [...new Set([...inked, ...names.keys()])];
    this.loud = loud.length;
    this.inked = inked.size;
    this.sizes = this.order.map((index, i) => ({
      width: textWidth(names[index], MONO, SIZE.small, this.weightOf(i)) + 16,
      height: SIZE.small + 8,
    }));
    const points = places.at(0);
    this.scales = isMoving
      ? null
      : labelZooms(
          this.order.map(index => points[index]),
          this.sizes,
        );
  }

  private weightOf(i: number): 500 | 700 {
    return i < this.loud ? 700 : 500;
  }

  /** Corners of the names of some loud points that have come to rest. */
  public cornersOf(
    group: readonly number[],
    points: readonly Point[],
    box: Box,
  ): Point[] {
    const rest = this.atRest(points, box);
    return group.flatMap(index => {
      const i = this.order.indexOf(index);
      const {width, height} = this.sizes[i];
      return [-0.5, 0.5].flatMap(right =>
        [-0.5, 0.5].map(down => ({
          x: points[index].x + rest[i].x + right * width,
          y: points[index].y + rest[i].y + down * height,
        })),
      );
    });
  }

  /** Names find places of their own once, where the points have come to rest. */
  private atRest(points: readonly Point[], box: Box): readonly Point[] {
    if (this.rest) return this.rest;
    const own = this.order.slice(0, this.loud).map(index => points[index]);
    const edge = HULL + 12;
    const found = placeAround(own, this.sizes, {
      left: box.x + edge,
      right: box.x + box.width - edge,
      top: box.y + edge,
      bottom: box.y + box.height - edge,
    });
    this.rest = found.map(({x, y}, i) => ({x: x - own[i].x, y: y - own[i].y}));
    return this.rest;
  }

  public paint(context: CanvasRenderingContext2D, palette: Palette, scene: Scene): void {
    const {points, box, grouped} = scene;
    const settled = step(grouped, 0);
    const rest = settled > 0 ? this.atRest(points, box) : [];
    const middleOf = (index: number, i: number): Point => {
      const {x, y} = points[index];
      const own = i < rest.length ? rest[i] : {x: 0, y: -LIFT};
      return {x: x + own.x * settled, y: y - LIFT * (1 - settled) + own.y * settled};
    };
    const alphas = this.scales
      ? null
      : movingAlphas(this.order.map(middleOf), this.sizes);
    const asOne = this.paintTogether(context, palette, scene);
    this.order.forEach((index, i) => {
      if (index >= scene.shown) return;
      const free = (1 - asOne) * (alphas ? alphas[i] : this.staticAlpha(i, scene));
      if (free === 0) return;
      const middle = middleOf(index, i);
      withAlpha(context, this.withinAlpha(i, middle, free, scene), () =>
        this.paintName(context, palette, middle, i),
      );
    });
  }

  /** The name of all points, while they lie on one: 0 to 1, how far they do. */
  private paintTogether(
    context: CanvasRenderingContext2D,
    palette: Palette,
    {points, box}: Scene,
  ): number {
    const {together} = this;
    if (together === undefined) return 0;
    const own = this.order.map(index => points[index]);
    const [first] = own;
    const apart = Math.max(...own.map(({x, y}) => Math.hypot(x - first.x, y - first.y)));
    const asOne = Math.max(0, 1 - apart / APART);
    const width = textWidth(together, MONO, SIZE.small, 700) + 16;
    const aside = width / 2 + EDGE;
    const x = Math.max(box.x + aside, Math.min(box.x + box.width - aside, first.x));
    const isLow = first.y - LIFT > box.y + EDGE + SIZE.small;
    const y = first.y + (isLow ? -LIFT : LIFT);
    withAlpha(context, asOne, () =>
      paintNamed(context, palette, {x, y}, together, width),
    );
    return asOne;
  }

  /** How visible a name is by the room that there is for it. */
  private staticAlpha(i: number, {zoom, unit}: Scene): number {
    const room = labelAlpha(zoom * unit, this.scales?.[i] ?? 0);
    return i < this.loud ? room : Math.min(room, labelAlpha(zoom, OTHERS));
  }

  /** Names fade at the edge; those that stay half faded come or go. */
  private withinAlpha(
    i: number,
    {x, y}: Point,
    free: number,
    {box, rested}: Scene,
  ): number {
    const {width, height} = this.sizes[i];
    const inset = Math.min(
      x - width / 2 - box.x,
      box.x + box.width - x - width / 2,
      y - height / 2 - box.y,
      box.y + box.height - y - height / 2,
    );
    const alpha = free * Math.max(0, Math.min(1, inset / EDGE));
    return alpha + (Math.round(alpha) - alpha) * rested;
  }

  private paintName(
    context: CanvasRenderingContext2D,
    palette: Palette,
    {x, y}: Point,
    i: number,
  ): void {
    const name = this.names[this.order[i]];
    const {width} = this.sizes[i];
    const look = {weight: this.weightOf(i), isQuiet: i >= this.inked};
    paintNamed(context, palette, {x, y}, name, width, look);
  }
}

/** A name on a plate that lets a little of the map through, around its middle. */
function paintNamed(
  context: CanvasRenderingContext2D,
  palette: Palette,
  {x, y}: Point,
  name: string,
  width: number,
  {weight, isQuiet}: {weight: 500 | 700; isQuiet: boolean} = LOUD,
): void {
  const height = SIZE.small + 8;
  const back = {x: x - width / 2, y: y - height / 2, width, height};
  withAlpha(context, 0.75, () => paintBox(context, back, 8, palette.panel, null, 0));
  paintText(context, name, x, y + 10, {
    family: MONO,
    size: SIZE.small,
    weight,
    align: 'center',
    color: isQuiet ? palette.muted : palette.ink,
  });
}

const LOUD = {weight: 700, isQuiet: false} as const;
