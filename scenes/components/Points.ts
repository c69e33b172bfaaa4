import {computed, initial, interpolation, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {step} from '../theme/step.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import {PickablePicture} from './PickablePicture.ts';
import type {PictureProps} from './Picture.ts';
import type {Box, Point} from './box.ts';
import {cameraOn, toFrame, unitOf} from './map-camera.ts';
import type {Camera} from './map-camera.ts';
import {paintBox, withAlpha} from './paint.ts';
import {paintPath} from './paint-arrow.ts';
import {paintHull} from './paint-hull.ts';
import {PointLabels} from './point-labels.ts';
import {placesOf} from './point-places.ts';
import type {PointPlaces} from './point-places.ts';
import {cameraOf, lerpViews, WHOLE} from './point-view.ts';
import type {View} from './point-view.ts';

export interface PointsProps extends PictureProps {
  /** Name of each point, the most important first. */
  names: readonly string[];
  /** What all points are called together, as long as they lie on one. */
  together?: string;
  /** `[point, axis]`, or `[moment, point, axis]`: then `move` takes them along. */
  places: Tensor;
  /** Half of what is to be in sight in the units of the places. Default: what the points take. */
  reach?: Point;
  /** Index of each point that has its name before all others. Default: those of groups. */
  loud?: readonly number[];
  /** Index of each point whose name comes next, once the camera is near. */
  named?: readonly number[];
  /** Whether points that have their names before all others leave their ways behind. */
  hasTrails?: boolean;
  /** Index of each point of each group that `outline` puts an outline around. */
  groups?: readonly (readonly number[])[];
}

/** From the points at the edge to the edge of the map, in pixels. */
const AIR = 64;
/** How near a camera comes to points, and how far from the edge they stay, in pixels. */
const CLOSE = {most: 24, air: 130} as const;
const DOT = {rest: 4, loud: 7, near: 8} as const;

/**
 * Things as points of a flat map, all in one node. They move between captured places; a
 * camera comes near some of them, and the nearer it is, the more names have room.
 *
 * @category Maps and charts
 */
export class Points extends PickablePicture {
  /** Number of the moment whose places are shown; fractions are on the way to the next. */
  @initial(0)
  @signal()
  declare public readonly moved: SimpleSignal<number, this>;

  /** 0 to 1: opacity of the names. */
  @initial(0)
  @signal()
  declare public readonly labelled: SimpleSignal<number, this>;

  /** How many of the groups have their outlines. */
  @initial(0)
  @signal()
  declare public readonly outlined: SimpleSignal<number, this>;

  /** What is in sight. */
  @initial(WHOLE)
  @interpolation(lerpViews)
  @signal()
  declare public readonly sight: SimpleSignal<View, this>;

  private readonly tensor: Tensor;
  private readonly places: PointPlaces;
  private readonly groups: readonly (readonly number[])[];
  private readonly loud: readonly number[];
  private readonly quiet: readonly number[];
  private readonly labels: PointLabels;
  private readonly hasTrails: boolean;

  public constructor(all: PointsProps) {
    const {
      names,
      places,
      groups = [],
      loud = groups.flat().sort((a, b) => a - b),
      named = [],
      hasTrails = false,
      together,
      reach,
      ...props
    } = all;
    super(props);
    this.tensor = places;
    this.groups = groups;
    this.loud = loud;
    this.hasTrails = hasTrails;
    const isLoud = new Set(loud);
    this.quiet = [...names.keys()].filter(index => !isLoud.has(index));
    // Of a crowd around groups only these must be in sight.
    const around = groups.length > 0 ? loud : [...names.keys()];
    this.places = placesOf(places, around, reach);
    this.labels = new PointLabels({names, loud, named, together, places: this.places});
  }

  /** Number of points. */
  public override get count(): number {
    return this.tensor.shape[this.tensor.shape.length - 2];
  }

  /** What its verbs count other than points. */
  public get counts(): {moved: number; labelled: number; outlined: number} {
    return {moved: this.places.last, labelled: 1, outlined: this.groups.length};
  }

  /** A map needs more room than what stands beside it. */
  public override get share(): number {
    return 2;
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.tensor.source] : [];
  }

  /** 0 to 1: how near points and camera are to rest, where no name stays half faded. */
  private get rested(): number {
    const moving = Math.min(this.moved(), this.places.last - this.moved());
    const view = this.sight();
    const flying = 't' in view ? Math.min(view.t, 1 - view.t) : 0;
    return Math.max(0, 1 - 2 * moving - 10 * flying);
  }

  /** Where a point is in the frame now. */
  public at(index: number): Point {
    return this.here()[index];
  }

  /** Pixels per unit of the places while the whole map is in sight. */
  private unit(): number {
    return unitOf([this.places.half], this.box(), AIR);
  }

  @computed()
  private camera(): Camera {
    const points = this.onMap();
    return cameraOf(this.sight(), indices =>
      cameraOn(
        indices.map(index => points[index]),
        this.box(),
        this.unit(),
        CLOSE,
      ),
    );
  }

  @computed()
  private onMap(): Point[] {
    return this.places.at(this.moved());
  }

  /** All points in the frame. */
  @computed()
  private here(): Point[] {
    const [camera, box, unit] = [this.camera(), this.box(), this.unit()];
    return this.onMap().map(point => toFrame(point, camera, box, unit));
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    if (this.shown() <= 0) return;
    const {panel, rule} = this.palette;
    const box = this.box();
    withAlpha(context, Math.min(1, this.shown() / 8), () =>
      paintBox(context, box, RADIUS.block, panel, rule, STROKE.rest),
    );
    const points = this.here();
    within(context, box, () => {
      this.groups.forEach((group, i) =>
        withAlpha(context, step(this.outlined(), i), () =>
          paintHull(context, this.palette, [
            ...group.map(index => points[index]),
            ...this.labels.cornersOf(group, points, box),
          ]),
        ),
      );
      if (this.hasTrails && this.moved() > 0) this.paintTrails(context);
    });
    withAlpha(context, 1 - 0.6 * this.picked(), () => this.paintDots(context, points));
    within(context, box, () =>
      withAlpha(context, this.labelled() * (1 - this.picked()), () =>
        this.labels.paint(context, this.palette, {
          points,
          box,
          shown: this.shown(),
          rested: this.rested,
          zoom: this.camera().zoom,
          unit: this.unit(),
          grouped: this.outlined(),
        }),
      ),
    );
  }

  /** The ways of points from their first places, with a mark at each place in between. */
  private paintTrails(context: CanvasRenderingContext2D): void {
    const [camera, box, unit, moved] = [
      this.camera(),
      this.box(),
      this.unit(),
      this.moved(),
    ];
    const moments = Array.from({length: Math.ceil(moved)}, (_, moment) => moment);
    const past = [...moments, moved].map(moment => this.places.at(moment));
    const color = this.palette.faint;
    for (const index of this.loud) {
      const way = past.map(points => toFrame(points[index], camera, box, unit));
      paintPath(context, way, {color, lineWidth: STROKE.rest, head: false}, 1);
      this.dots(context, way, [...moments], DOT.rest, color);
    }
  }

  private paintDots(context: CanvasRenderingContext2D, points: readonly Point[]): void {
    const {residual} = this.palette.roles;
    const {zoom} = this.camera();
    const radius = Math.min(DOT.near, DOT.rest * zoom ** 0.4);
    const isCrowd = this.groups.length > 0;
    const fade = isCrowd ? 0.6 - 0.35 * step(this.outlined(), 0) : 0.55;
    const crowd = isCrowd ? this.palette.faint : residual.stroke;
    withAlpha(context, fade, () => this.dots(context, points, this.quiet, radius, crowd));
    const large = Math.max(DOT.loud, radius);
    this.dots(context, points, this.loud, large, residual.stroke);
  }

  private dots(
    context: CanvasRenderingContext2D,
    points: readonly Point[],
    indices: readonly number[],
    radius: number,
    color: string,
  ): void {
    const [box, shown] = [this.box(), this.shown()];
    const inner = uncut(box, radius);
    const cut: Point[] = [];
    context.fillStyle = color;
    // A circle by itself is filled twice as fast as one of many in a path, and twice as
    // fast again outside a clip. Where faint ones lie on each other, the crowd is dense.
    for (const index of indices) {
      const point = points[index];
      if (index >= shown || !reaches(box, point, radius)) continue;
      if (reaches(inner, point, 0)) fillDot(context, point, radius);
      else cut.push(point);
    }
    if (cut.length === 0) return;
    within(context, box, () => cut.forEach(point => fillDot(context, point, radius)));
  }
}

/** Whether a dot can be seen: near a few points of many, most are out of sight. */
function reaches(box: Box, {x, y}: Point, radius: number): boolean {
  return (
    x + radius > box.x &&
    x - radius < box.x + box.width &&
    y + radius > box.y &&
    y - radius < box.y + box.height
  );
}

/** Where no dot that has its middle there is cut off by the box or its round corners. */
function uncut(box: Box, radius: number): Box {
  const rim = radius + RADIUS.block / 3;
  return {
    x: box.x + rim,
    y: box.y + rim,
    width: box.width - 2 * rim,
    height: box.height - 2 * rim,
  };
}

function within(context: CanvasRenderingContext2D, box: Box, paint: () => void): void {
  context.save();
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, RADIUS.block);
  context.clip();
  paint();
  context.restore();
}

function fillDot(context: CanvasRenderingContext2D, {x, y}: Point, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}
