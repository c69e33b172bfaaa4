import {computed, initial, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source} from '../captured/tensor.ts';
import {step} from '../theme/step.ts';
import {MONO} from '../theme/type.ts';
import {PickablePicture} from './PickablePicture.ts';
import type {Extent, PictureProps} from './Picture.ts';
import type {Box} from './box.ts';
import {STAGE} from './box.ts';
import {paintHead, paintNumber, paintPiece} from './paint-pieces.ts';
import type {Head} from './paint-pieces.ts';
import {HEAD, heightOfText, layoutText, LEVEL, planText} from './pieces-layout.ts';
import type {TextLayout, TextPlan} from './pieces-layout.ts';
import {jointsBetween, moveSegment} from './pieces-motion.ts';
import type {Joint, MovingPiece} from './pieces-motion.ts';
import {segmentsOf} from './pieces-plan.ts';
import type {Piece, Segment} from './pieces-plan.ts';
import {textWidth} from './paint.ts';

/** One way to cut the text. */
export interface TextCut {
  pieces: readonly Piece[];
  /** Where it comes from, `null` where it depends on nothing. */
  source: Source | null;
  /** What stands above the text while it is cut so. */
  head?: Head;
  /** Number between each piece and the next one, `null` for none. */
  joints?: readonly (number | null)[];
}

export interface PiecesProps extends PictureProps {
  /** The ways in which the text is cut, one after the other. */
  cuts: readonly TextCut[];
  /** Which cut there is, from 0; between two numbers the pieces are on their way. */
  at?: SignalValue<number>;
  /**
   * How wide pieces are: as their labels (the default), or as their spans in the text, so
   * that pictures one below the other compare. Spans are cut one by one, from the left.
   */
  widths?: 'labels' | 'spans';
  /** Size of its text where others share the room; by default it takes all it can get. */
  size?: SignalValue<number>;
  /** What stands under each piece of the last cut. */
  notes?: readonly string[];
  /** Whether there is more of the text than is drawn. */
  isPart?: boolean;
}

/**
 * A text in pieces, from cut to cut: pieces grow together or come apart, in place. Between
 * neighbours may stand numbers, the ranks of their merges. Short texts are drawn large.
 *
 * @category Words and tokens
 */
export class Pieces extends PickablePicture {
  /** Which cut there is, from 0; between two numbers the pieces are on their way. */
  @initial(0)
  @signal()
  declare public readonly at: SimpleSignal<number, this>;

  /** Size of its text where others share the room in pixels; 0 for all it can get. */
  @initial(0)
  @signal()
  declare public readonly size: SimpleSignal<number, this>;

  /** How many of the numbers between pieces have appeared. */
  @initial(0)
  @signal()
  declare public readonly ranked: SimpleSignal<number, this>;

  /** How many pieces of the last cut have their notes. */
  @initial(0)
  @signal()
  declare public readonly noted: SimpleSignal<number, this>;

  private readonly settings: Omit<PiecesProps, keyof PictureProps | 'at' | 'size'>;
  private readonly plan: TextPlan;
  private readonly segments = new Map<number, readonly Segment[]>();

  /** @throws `RangeError` where what must stand on one line is too long for it. */
  public constructor(all: PiecesProps) {
    const {cuts, widths = 'labels', notes, isPart, ...props} = all;
    super(props);
    this.settings = {cuts, widths, notes, isPart};
    const request = {
      cuts: cuts.map(({pieces}) => pieces),
      isBySpan: widths === 'spans',
      hasJoints: cuts.some(({joints}) => joints),
      hasNotes: notes !== undefined,
      hasHead: cuts.some(({head}) => head),
    };
    this.plan = planText(request, widthOf, STAGE.width);
  }

  /** How many pieces the text has at first. */
  public override get count(): number {
    return this.settings.cuts[0].pieces.length;
  }

  public override extent({width}: {width: number}): Extent {
    if (this.size() === 0) return {width: 'rest', height: 'rest'};
    return {width: 'rest', height: heightOfText(this.plan, this.size(), width)};
  }

  public override sources(): readonly Source[] {
    const source = this.settings.cuts[Math.ceil(this.at())].source;
    return this.shown() > 0 && source ? [source] : [];
  }

  @computed()
  private layout(): TextLayout {
    return layoutText(this.plan, this.box());
  }

  private segmentsAfter(cut: number): readonly Segment[] {
    const {cuts} = this.settings;
    const known = this.segments.get(cut);
    const own = known ?? segmentsOf(cuts[cut].pieces, cuts[cut + 1].pieces);
    this.segments.set(cut, own);
    return own;
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {cuts, widths} = this.settings;
    const at = Math.min(this.at(), cuts.length - 1);
    const [first, next] = [Math.floor(at), Math.ceil(at)];
    const {size, boxesOf, levels} = this.layout();
    const boxes = {before: boxesOf(first), after: boxesOf(next)};
    const between = {before: cuts[first], after: cuts[next], boxes};
    const segments = first < next ? this.segmentsAfter(first) : [];
    const t = at - first;
    const isBySpan = widths === 'spans';
    const isMerge = !isBySpan && segments.some(({before}) => before.length > 1);
    const pieces =
      first === next
        ? this.resting(first, boxes.before)
        : segments.flatMap((segment, i) => {
            const own = isBySpan ? step(t * segments.length, i) : t;
            return moveSegment(segment, {...between, t: own, isMerge});
          });
    const {height} = this.plan;
    const style = {palette: this.palette, size, height, isFitted: isBySpan};
    for (const piece of pieces) paintPiece(context, piece, style);
    this.paintNumbers(context, jointsBetween(between, {segments, t, levels}));
    if (next === cuts.length - 1) this.paintNotes(context, boxes.after);
    this.paintMore(context, boxes.before);
    this.paintHead(context, {first, at});
  }

  /** The pieces of a cut where they belong. */
  private resting(cut: number, boxes: readonly Box[]): MovingPiece[] {
    const {cuts} = this.settings;
    return cuts[cut].pieces.map((piece, i) => ({
      piece,
      box: boxes[i],
      loud: 0,
      alpha: this.alphaOf(cut, i),
    }));
  }

  private paintNumbers(
    context: CanvasRenderingContext2D,
    joints: readonly Joint[],
  ): void {
    const {bottom, numbers} = this.layout();
    joints.forEach((joint, i) => {
      const alpha = joint.alpha * Math.min(1, this.ranked() - i);
      const y = numbers + joint.level * LEVEL;
      paintNumber(context, {...joint, alpha, y, from: bottom}, this.palette);
    });
  }

  private paintNotes(context: CanvasRenderingContext2D, boxes: readonly Box[]): void {
    const y = this.layout().numbers;
    this.settings.notes?.forEach((text, i) => {
      const x = boxes[i].x + boxes[i].width / 2;
      const alpha = Math.min(1, this.noted() - i);
      paintNumber(context, {text, x, y, alpha, loud: 0.5, from: null}, this.palette);
    });
  }

  /** The mark for what is not drawn, behind the last piece. */
  private paintMore(context: CanvasRenderingContext2D, boxes: readonly Box[]): void {
    const end = boxes.at(-1);
    if (!this.settings.isPart || !end) return;
    const [x, y] = [end.x + end.width + 26, end.y + end.height / 2];
    const more = {text: '\u2026', x, y, alpha: Math.min(1, this.shown())};
    paintNumber(context, {...more, loud: 0, from: null}, this.palette);
  }

  /** What stands above; while the text is cut, the pieces are counted. */
  private paintHead(
    context: CanvasRenderingContext2D,
    {first, at}: {first: number; at: number},
  ): void {
    const {cuts} = this.settings;
    const {head, pieces} = cuts[Math.ceil(at)];
    if (!head) return;
    const done = at - first;
    const alpha = Math.min(1, this.shown()) * (done > 0 && !cuts[first].head ? done : 1);
    const segments = done > 0 ? this.segmentsAfter(first) : [];
    const cut = segments.slice(0, Math.floor(done * segments.length));
    const made = cut.reduce((sum, {after}) => sum + after.length, 0) / pieces.length;
    const isCounting = done > 0 && head.count !== null;
    const count = isCounting ? Math.floor(made * (head.count ?? 0)) : head.count;
    const {box} = this.layout();
    const place = {...box, y: box.y - HEAD};
    paintHead(context, {...head, count}, {box: place, alpha, palette: this.palette});
  }

  private alphaOf(cut: number, piece: number): number {
    const came = cut === 0 ? Math.min(1, Math.max(0, this.shown() - piece)) : 1;
    const isLast = cut === this.settings.cuts.length - 1;
    return came * (isLast ? this.strengthOf(piece) : 1);
  }
}

/** Width of a label in sizes of its text. */
const widthOf = (label: string): number => textWidth(label, MONO, 100, 500) / 100;
