import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {CapturedWord2vec} from '../captured/word2vec.ts';
import type {Source} from '../captured/tensor.ts';
import {step} from '../motion/verb.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {MONO, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {hullOf} from './hull.ts';
import type {Point} from './map-camera.ts';
import {movingAlphas, placeAround} from './map-labels.ts';
import type {LabelSize} from './map-labels.ts';
import type {Box} from './matrix-plan.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';

export interface TrainingMapProps extends NodeProps {
  /** The words with their groups and their places at each snapshot. */
  map: CapturedWord2vec['map'];
  /** In frame coordinates. */
  box: Box;
}

const AIR = {x: 90, y: 56} as const;
const LIFT = 24;
/** From the words of a group and their labels to its outline, in pixels. */
const HULL = 18;

/**
 * Words on their way through a training, on one plane. Words of the groups have labels,
 * which fade where they would touch; the others are faint points.
 *
 * @category Word vectors
 */
export class TrainingMap extends Painted {
  /** 0 to 1: how many of the points have appeared. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** Which snapshot is shown, from 0; fractions are on the way to the next. */
  @initial(0)
  @signal()
  declare public readonly moment: SimpleSignal<number, this>;

  /** How many of the groups have been outlined. */
  @initial(0)
  @signal()
  declare public readonly grouped: SimpleSignal<number, this>;

  private readonly settings: Pick<TrainingMapProps, 'map' | 'box'>;
  private readonly unit: number;
  /** Which axis of the plane goes to the right: the one that needs more room. */
  private readonly across: 0 | 1;
  private readonly centre: Point;
  /** Numbers of the words that belong to groups: those come first. */
  private readonly named: number;
  private readonly sizes: readonly LabelSize[];
  /** From each word's last place to the middle of its label. */
  private readonly settled: readonly Point[];

  public constructor({map, box, ...props}: TrainingMapProps) {
    super(props);
    this.settings = {map, box};
    this.named = map.words.filter(({group}) => group !== null).length;
    this.sizes = map.words.slice(0, this.named).map(({text}) => ({
      width: textWidth(text, MONO, SIZE.small, 500) + 12,
      height: SIZE.small + 6,
    }));
    const {data, shape} = map.places;
    const ranges = [0, 1].map(axis => {
      let [low, high] = [Infinity, -Infinity];
      for (let frame = 0; frame < shape[0]; frame++) {
        for (let word = 0; word < this.named; word++) {
          const value = data[(frame * shape[1] + word) * 2 + axis];
          [low, high] = [Math.min(low, value), Math.max(high, value)];
        }
      }
      return {middle: (low + high) / 2, span: high - low};
    });
    this.across = ranges[0].span >= ranges[1].span ? 0 : 1;
    const [right, up] = [ranges[this.across], ranges[1 - this.across]];
    this.centre = {x: right.middle, y: up.middle};
    this.unit = Math.min(
      (box.width - 2 * AIR.x) / right.span,
      (box.height - 2 * AIR.y) / up.span,
    );
    const rest = this.pointsAt(this.last).slice(0, this.named);
    // A little room between labels, so that none fades for another.
    const roomy = this.sizes.map(({width, height}) => ({
      width: width * 1.07,
      height: height * 1.07,
    }));
    const edge = HULL + 12;
    const places = placeAround(rest, roomy, {
      left: box.x + edge,
      right: box.x + box.width - edge,
      top: box.y + edge,
      bottom: box.y + box.height - edge,
    });
    this.settled = places.map(({x, y}, i) => ({x: x - rest[i].x, y: y - rest[i].y}));
  }

  /** Number of groups. */
  public get count(): number {
    return this.settings.map.groups.length;
  }

  /** Number of the last snapshot. */
  public get last(): number {
    return this.settings.map.places.shape[0] - 1;
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.map.places.source] : [];
  }

  private pointsAt(moment: number): Point[] {
    const {map, box} = this.settings;
    const {data, shape} = map.places;
    const frame = Math.min(this.last, Math.floor(moment));
    const next = Math.min(this.last, frame + 1);
    const t = moment - frame;
    const value = (word: number, axis: number): number => {
      const at = (snapshot: number): number =>
        data[(snapshot * shape[1] + word) * 2 + axis];
      return at(frame) + (at(next) - at(frame)) * t;
    };
    const middle = {x: box.x + box.width / 2, y: box.y + box.height / 2};
    return map.words.map((_, word) => ({
      x: middle.x + (value(word, this.across) - this.centre.x) * this.unit,
      y: middle.y - (value(word, 1 - this.across) - this.centre.y) * this.unit,
    }));
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {box} = this.settings;
    const {panel, rule, faint, roles} = this.palette;
    withAlpha(context, Math.min(1, this.shown() * 4), () =>
      paintBox(context, box, RADIUS.block, panel, rule, STROKE.rest),
    );
    context.save();
    context.beginPath();
    context.roundRect(box.x, box.y, box.width, box.height, RADIUS.block);
    context.clip();
    const points = this.pointsAt(this.moment());
    this.paintHulls(context, points);
    const shown = this.shown() * points.length;
    const dots = (from: number, to: number, radius: number, color: string): void => {
      context.beginPath();
      for (const {x, y} of points.slice(from, Math.min(to, Math.floor(shown)))) {
        context.moveTo(x + radius, y);
        context.arc(x, y, radius, 0, 2 * Math.PI);
      }
      context.fillStyle = color;
      context.fill();
    };
    const faded = 0.6 - 0.35 * step(this.grouped(), 0);
    withAlpha(context, faded, () => dots(this.named, points.length, 4, faint));
    dots(0, this.named, 7, roles.residual.stroke);
    this.paintLabels(context, points);
    context.restore();
  }

  /** Outlines that keep their distance from the words of the groups and from their labels. */
  private paintHulls(context: CanvasRenderingContext2D, points: readonly Point[]): void {
    if (this.grouped() <= 0) return;
    const {map} = this.settings;
    const {residual} = this.palette.roles;
    const hulls = map.groups.map(group =>
      hullOf(
        points.slice(0, this.named).flatMap((point, word) => {
          if (map.words[word].group !== group) return [];
          return [point, ...this.cornersOf(word, point)];
        }),
      ),
    );
    context.lineJoin = 'round';
    hulls.forEach((hull, i) =>
      withAlpha(context, step(this.grouped(), i), () => {
        context.beginPath();
        for (const {x, y} of hull) context.lineTo(x, y);
        context.closePath();
        for (const [color, air] of [
          [residual.stroke, HULL + STROKE.rest],
          [residual.fill, HULL],
        ] as const) {
          context.strokeStyle = color;
          context.fillStyle = color;
          context.lineWidth = 2 * air;
          context.stroke();
          context.fill();
        }
      }),
    );
  }

  /** Corners of a word's label at its last place. */
  private cornersOf(word: number, point: Point): Point[] {
    const {width, height} = this.sizes[word];
    const middle = {x: point.x + this.settled[word].x, y: point.y + this.settled[word].y};
    return [-0.5, 0.5].flatMap(right =>
      [-0.5, 0.5].map(down => ({
        x: middle.x + right * width,
        y: middle.y + down * height,
      })),
    );
  }

  private paintLabels(context: CanvasRenderingContext2D, points: readonly Point[]): void {
    const {words, groups} = this.settings.map;
    const {panel, roles} = this.palette;
    // Once the words have come to rest, their labels find places of their own.
    const settled = step(this.grouped(), 0);
    const labels = points.slice(0, this.named).map(({x, y}, word) => ({
      x: x + this.settled[word].x * settled,
      y: y - LIFT * (1 - settled) + this.settled[word].y * settled,
    }));
    movingAlphas(labels, this.sizes).forEach((alpha, word) => {
      const {x, y} = labels[word];
      const appeared = Math.max(0, Math.min(1, this.shown() * points.length - word));
      const {width, height} = this.sizes[word];
      const back = {x: x - width / 2, y: y - height / 2, width, height};
      withAlpha(context, alpha * appeared, () => {
        // An outline of another group ends at the label.
        const group = groups.findIndex(own => own === words[word].group);
        const ground = mixColors(panel, roles.residual.fill, step(this.grouped(), group));
        withAlpha(context, 0.8, () => paintBox(context, back, 8, ground, null, 0));
        paintText(context, words[word].text, x, y + 10, {
          ...{family: MONO, size: SIZE.small, weight: 500, align: 'center'},
          color: this.palette.ink,
        });
      });
    });
  }
}
