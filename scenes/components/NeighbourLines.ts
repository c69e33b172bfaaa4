import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {NearWord} from '../../data-extract/capture/format.ts';
import type {Source} from '../captured/tensor.ts';
import {step} from '../motion/verb.ts';
import {STROKE} from '../theme/layout.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import type {Camera, Point} from './map-camera.ts';
import {placeAround} from './map-labels.ts';
import type {LabelSize} from './map-labels.ts';
import type {Box} from './matrix-plan.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';
import {paintChip} from './paint-chip.ts';
import type {ScatterMap} from './ScatterMap.ts';

export interface NeighbourLinesProps extends NodeProps {
  /** The map that the words lie on. */
  map: ScatterMap;
  /** The word whose neighbours are shown. */
  word: string;
  /** Nearest first; all of them are on the map. */
  nearest: readonly NearWord[];
  /** Where the camera rests while lines are read: labels are placed for it. */
  rest: Camera;
  /** Where the neighbours come from. */
  source: Source;
  /** The map's box in frame coordinates. */
  box: Box;
}

const DOT = 10;
const CHIP = {height: 58, padding: 22} as const;
/** Room inside the map's edge that labels keep free. */
const AIR = 16;
const GAP = 14;

/**
 * A word on a map with its nearest words: a line to each, as wide as their cosine is large,
 * and the cosine behind the word.
 *
 * @category Word vectors
 */
export class NeighbourLines extends Painted {
  /** 0 to 1: how far the word itself stands out. */
  @initial(0)
  @signal()
  declare public readonly asked: SimpleSignal<number, this>;

  /** How many of the nearest words have lit up; fractions are on their way. */
  @initial(0)
  @signal()
  declare public readonly lit: SimpleSignal<number, this>;

  private readonly settings: Omit<NeighbourLinesProps, keyof NodeProps>;
  private readonly sizes: readonly LabelSize[];
  /** From each point to the middle of its label. */
  private readonly offsets: readonly Point[];

  public constructor({
    map,
    word,
    nearest,
    rest,
    source,
    box,
    ...props
  }: NeighbourLinesProps) {
    super(props);
    this.settings = {map, word, nearest, rest, source, box};
    const points = [word, ...nearest.map(entry => entry.word)].map(own =>
      map.atRest(own, rest),
    );
    const chip = textWidth(word, MONO, SIZE.token, 700) + 2 * CHIP.padding;
    this.sizes = [
      {width: chip, height: CHIP.height},
      ...nearest.map(entry => ({
        width: widthsOf(entry).reduce((a, b) => a + b, GAP) + 20,
        height: SIZE.label + 12,
      })),
    ];
    const places = placeAround(points, this.sizes, {
      left: box.x + AIR,
      right: box.x + box.width - AIR,
      top: box.y + AIR,
      bottom: box.y + box.height - AIR,
    });
    this.offsets = places.map(({x, y}, i) => ({x: x - points[i].x, y: y - points[i].y}));
  }

  /** Number of nearest words. */
  public get count(): number {
    return this.settings.nearest.length;
  }

  public override sources(): readonly Source[] {
    return this.lit() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {map, word, nearest} = this.settings;
    const from = map.at(word);
    const points = nearest.map(entry => map.at(entry.word));
    nearest.forEach((entry, i) => {
      const t = step(this.lit(), i);
      withAlpha(context, t > 0 ? 1 : 0, () =>
        this.paintLine(context, from, points[i], entry.cosine, t),
      );
    });
    nearest.forEach((entry, i) => {
      const t = step(this.lit(), i);
      withAlpha(context, t * 2 - 1, () => this.paintLabel(context, entry, points[i], i));
    });
    withAlpha(context, this.asked(), () => this.paintWord(context, from));
  }

  private paintLine(
    context: CanvasRenderingContext2D,
    from: Point,
    to: Point,
    cosine: number,
    grown: number,
  ): void {
    const {score, residual} = this.palette.roles;
    const end = {
      x: from.x + (to.x - from.x) * grown,
      y: from.y + (to.y - from.y) * grown,
    };
    withAlpha(context, 0.35 + 0.6 * Math.max(0, cosine), () => {
      context.strokeStyle = score.stroke;
      context.lineWidth = Math.max(1.5, 12 * cosine * cosine);
      context.lineCap = 'round';
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(end.x, end.y);
      context.stroke();
    });
    if (grown < 1) return;
    dot(context, to, residual.fill, residual.stroke);
  }

  private paintLabel(
    context: CanvasRenderingContext2D,
    entry: NearWord,
    point: Point,
    i: number,
  ): void {
    const {palette} = this;
    const {width, height} = this.sizes[i + 1];
    const offset = this.offsets[i + 1];
    const middle = {x: point.x + offset.x, y: point.y + offset.y};
    const back = {x: middle.x - width / 2, y: middle.y - height / 2, width, height};
    withAlpha(context, 0.88, () => paintBox(context, back, 10, palette.panel, null, 0));
    const [word] = widthsOf(entry);
    const x = back.x + 10;
    const baseline = middle.y + 10;
    paintText(context, entry.word, x, baseline, {
      ...{family: MONO, size: SIZE.small, weight: 700, color: palette.ink},
    });
    paintText(context, entry.cosine.toFixed(3), x + word + GAP, baseline, {
      ...{family: SANS, size: SIZE.small, weight: 600},
      color: palette.roles.score.text,
    });
  }

  private paintWord(context: CanvasRenderingContext2D, point: Point): void {
    const {palette} = this;
    const {residual} = palette.roles;
    dot(context, point, residual.stroke, residual.stroke);
    const {width, height} = this.sizes[0];
    const x = point.x + this.offsets[0].x - width / 2;
    const y = point.y + this.offsets[0].y - height / 2;
    paintChip(
      context,
      this.settings.word,
      {x, y, width, height},
      {
        ...{palette, role: residual, weight: 700, lineWidth: STROKE.selected},
      },
    );
  }
}

function dot(
  context: CanvasRenderingContext2D,
  {x, y}: Point,
  fill: string,
  stroke: string,
): void {
  context.beginPath();
  context.arc(x, y, DOT, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = stroke;
  context.lineWidth = STROKE.rest;
  context.stroke();
}

/** Widths of a word and its cosine in pixels. */
const widthsOf = ({word, cosine}: NearWord): [number, number] => [
  textWidth(word, MONO, SIZE.small, 700),
  textWidth(cosine.toFixed(3), SANS, SIZE.small, 600),
];
