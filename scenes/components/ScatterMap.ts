import {initial, interpolation, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import type {SignalValue, SimpleSignal, ThreadGenerator} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import {EASE, QUICK} from '../theme/motion.ts';
import {MONO, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {lerpBox} from './box.ts';
import type {Box} from './box.ts';
import {cameraOn, mixCameras, toFrame, unitOf} from './map-camera.ts';
import type {Camera, Point} from './map-camera.ts';
import {labelAlpha, labelZooms} from './map-labels.ts';
import type {LabelSize} from './map-labels.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';

export interface ScatterMapProps extends NodeProps {
  /** Most important first. */
  words: readonly string[];
  /** `[word, axis]`. */
  places: Tensor;
  /** Words whose labels come before all others. */
  landmarks?: readonly string[];
  /** Words whose labels come next, once the camera is near. */
  named?: readonly string[];
  camera?: SignalValue<Camera>;
  opened?: SignalValue<number>;
  /** In frame coordinates. */
  box: Box;
  /** The larger box that it opens to. */
  wide?: Box;
}

/** From the points at the edge to the edge of the map, in pixels. */
const AIR = 60;
const DOT = {far: 4, near: 8} as const;
/** From a point to the middle of its label, in pixels. */
const LABEL_LIFT = 26;
/** Zoom from which on words without a landmark's rank have labels. */
const OTHERS = 2;
/** From here to the edge, points and labels fade. */
const EDGE = 30;

/**
 * Words as points of a flat map, all in one node, under a camera that moves and zooms. The
 * nearer it comes, the more labels have room.
 *
 * @category Word vectors
 */
export class ScatterMap extends Painted {
  /** 0 to 1: how many of the points have appeared, most important first. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** 0 to 1: opacity of the labels. */
  @initial(0)
  @signal()
  declare public readonly labelled: SimpleSignal<number, this>;

  /** 0 to 1: how far points have faded behind what lies over them. */
  @initial(0)
  @signal()
  declare public readonly behind: SimpleSignal<number, this>;

  /** What is in sight. */
  @initial({x: 0, y: 0, zoom: 1})
  @interpolation(mixCameras)
  @signal()
  declare public readonly camera: SimpleSignal<Camera, this>;

  /** 0: in its box; 1: in the wide one. */
  @initial(0)
  @signal()
  declare public readonly opened: SimpleSignal<number, this>;

  /** 0 to 1: how far labels that are half faded have come or gone. */
  @initial(1)
  @signal()
  declare public readonly settled: SimpleSignal<number, this>;

  private readonly settings: Pick<ScatterMapProps, 'words' | 'places' | 'box' | 'wide'>;
  private readonly points: readonly Point[];
  private readonly unit: number;
  /** Words in the order in which their labels come, and from which zoom on. */
  private readonly order: readonly number[];
  private readonly zooms: Float64Array;
  private readonly isLandmark: ReadonlySet<number>;
  private readonly isNamed: ReadonlySet<number>;

  public constructor({
    words,
    places,
    landmarks = [],
    named = [],
    box,
    wide,
    ...props
  }: ScatterMapProps) {
    super(props);
    this.settings = {words, places, box, wide};
    const {data} = places;
    this.points = words.map((_, i) => ({x: data[2 * i], y: data[2 * i + 1]}));
    this.unit = unitOf(this.points, box, AIR);
    const numbers = (own: readonly string[]): number[] =>
      own.map(word => words.indexOf(word)).filter(index => index >= 0);
    this.isLandmark = new Set(numbers(landmarks));
    this.isNamed = new Set([...this.isLandmark, ...numbers(named)]);
    this.order = [...new Set([...this.isNamed, ...words.keys()])];
    const sizes = this.order.map((index): LabelSize => {
      const weight = this.isLandmark.has(index) ? 700 : 500;
      const width = textWidth(words[index], MONO, SIZE.small, weight);
      return {width: width + 24, height: SIZE.small + 12};
    });
    this.zooms = labelZooms(
      this.order.map(index => {
        const {x, y} = this.points[index];
        return {x: x * this.unit, y: y * this.unit};
      }),
      sizes,
    ).map((zoom, i) => {
      if (i >= this.isLandmark.size) return Math.max(zoom, OTHERS);
      // What has room on the whole map is not half faded there.
      return zoom < 1 ? 0 : zoom;
    });
  }

  /** Where the map is now, in frame coordinates. */
  private get box(): Box {
    const {box, wide = box} = this.settings;
    return lerpBox(box, wide, this.opened());
  }

  /** A word's point in the frame now. */
  public at(word: string): Point {
    return this.pointOf(word, this.camera(), this.box);
  }

  /** A word's point in the frame, as a camera sees it that rests on the map in its box. */
  public atRest(word: string, camera: Camera): Point {
    return this.pointOf(word, camera, this.settings.box);
  }

  private pointOf(word: string, camera: Camera, box: Box): Point {
    return toFrame(
      this.points[this.settings.words.indexOf(word)],
      camera,
      box,
      this.unit,
    );
  }

  /** Fly to another camera. Labels that it leaves half faded then come or go wholly. */
  public *fly(camera: Camera, seconds: number): ThreadGenerator {
    yield* all(this.camera(camera, seconds, EASE), this.settled(0, QUICK));
    yield* this.settled(1, QUICK);
  }

  /** A camera that has words in sight. */
  public cameraOn(words: readonly string[], air: number, most: number): Camera {
    const places = words.map(word => this.points[this.settings.words.indexOf(word)]);
    return cameraOn(places, this.settings.box, this.unit, {air, most});
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.places.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {box} = this;
    const {panel, rule} = this.palette;
    withAlpha(context, Math.min(1, this.shown() * 8), () =>
      paintBox(context, box, RADIUS.block, panel, rule, STROKE.rest),
    );
    context.save();
    context.beginPath();
    context.roundRect(box.x, box.y, box.width, box.height, RADIUS.block);
    context.clip();
    withAlpha(context, 1 - 0.6 * this.behind(), () => this.paintPoints(context));
    const labels = this.labelled() * (1 - this.behind());
    withAlpha(context, labels, () => this.paintLabels(context));
    context.restore();
  }

  private paintPoints(context: CanvasRenderingContext2D): void {
    const camera = this.camera();
    const {box} = this;
    const count = this.shown() * this.points.length;
    const radius = Math.min(DOT.near, DOT.far * camera.zoom ** 0.4);
    // One path for all: a fill per point is what would make it slow.
    context.beginPath();
    for (let i = 0; i < Math.floor(count); i++) {
      const {x, y} = toFrame(this.points[i], camera, box, this.unit);
      if (!isInside(x, y, box, radius)) continue;
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
    }
    context.globalAlpha *= 0.55;
    context.fillStyle = this.palette.roles.residual.stroke;
    context.fill();
  }

  private paintLabels(context: CanvasRenderingContext2D): void {
    const {words} = this.settings;
    const {palette, box} = this;
    const camera = this.camera();
    this.order.forEach((index, i) => {
      const near = labelAlpha(camera.zoom, this.zooms[i]);
      if (near === 0) return;
      const {x, y} = toFrame(this.points[index], camera, box, this.unit);
      const middle = y - LABEL_LIFT;
      const weight = this.isLandmark.has(index) ? 700 : 500;
      const half = textWidth(words[index], MONO, SIZE.small, weight) / 2 + 8;
      const inset = Math.min(
        x - half - box.x,
        box.x + box.width - x - half,
        middle - 18 - box.y,
        box.y + box.height - y - 12,
      );
      const moving = near * Math.max(0, Math.min(1, inset / EDGE));
      const alpha = moving + (Math.round(moving) - moving) * this.settled();
      withAlpha(context, alpha, () => {
        const back = {x: x - half, y: middle - 17, width: 2 * half, height: 34};
        withAlpha(context, 0.75, () =>
          paintBox(context, back, 8, palette.panel, null, 0),
        );
        paintText(context, words[index], x, middle + 10, {
          ...{family: MONO, size: SIZE.small, weight, align: 'center'},
          color: this.isNamed.has(index) ? palette.ink : palette.muted,
        });
      });
    });
  }
}

const isInside = (x: number, y: number, box: Box, air: number): boolean =>
  x > box.x - air &&
  x < box.x + box.width + air &&
  y > box.y - air &&
  y < box.y + box.height + air;
