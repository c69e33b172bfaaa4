import {computed, initial, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {CapturedToken} from '../../data-extract/text/token.ts';
import type {Source} from '../captured/tensor.ts';
import {FADED} from '../theme/layout.ts';
import {step} from '../theme/step.ts';
import {PickablePicture} from './PickablePicture.ts';
import type {Extent, PictureProps} from './Picture.ts';
import {centreOf, middleOf, rightOf, wayOf} from './box.ts';
import type {Box, Point} from './box.ts';
import {withAlpha} from './paint.ts';
import {paintGroup} from './paint-group.ts';
import {paintToken, paintTokenId, tokenWidth} from './paint-token.ts';
import {
  compactStrip,
  joinedCounts,
  mixStrips,
  noteDrop,
  planStrip,
} from './strip-plan.ts';
import type {ChipBox, StripPlan, StripRequest} from './strip-plan.ts';
import type {TokenGroup} from './token-words.ts';

export {TOKEN_HEIGHT} from './sizes.ts';

export interface TokenStripProps extends PictureProps {
  /** The tokens of the text. */
  tokens: readonly CapturedToken[];
  /** Where the tokens come from. */
  source: Source;
  /** 0 to 1: how far the text has been cut into chips at first. Default: it has. */
  cut?: SignalValue<number>;
  /** Whether it takes all the room that there is, where others share it. */
  fills?: boolean;
  /** Index of the token that asks, or `null`. */
  query?: number | null;
  /** Whether chips leave room for their ids. */
  withIds?: boolean;
  /**
   * Lines of text below the chips that others write there. Default none. Where the chips
   * take several lines, one each is left.
   *
   * @unit lines
   */
  notes?: number;
  /** Words that take several tokens; see `tokenGroups`. */
  groups?: readonly TokenGroup[];
  /** Whether leading spaces are left out (the default) or marked. */
  spaces?: 'hidden' | 'marked';
  /**
   * The last tokens are not there from the start: this many join by and by, each from a
   * point of the frame (the middle of the chip). The others make room for them.
   */
  joining?: {count: number; from: (index: number) => {x: number; y: number}};
}

/**
 * Token chips, one per token of the captured text: a few are drawn large, many small and
 * on several lines. Special tokens have a dashed outline; bytes that are no whole characters are
 * written in hex. Ids stand under the chips, brackets over the pieces of one word.
 *
 * @category Words and tokens
 */
export class TokenStrip extends PickablePicture {
  /** 0 to 1: how far the running text has been cut into chips. */
  @initial(1)
  @signal()
  declare public readonly cut: SimpleSignal<number, this>;

  /** How many of the joining tokens have flown to the end of the strip. */
  @initial(0)
  @signal()
  declare public readonly appended: SimpleSignal<number, this>;

  /** How many chips show their id. */
  @initial(0)
  @signal()
  declare public readonly ids: SimpleSignal<number, this>;

  /** 0 to 1: opacity of the brackets over words. */
  @initial(0)
  @signal()
  declare public readonly bracketed: SimpleSignal<number, this>;

  /** 0 to 1: how far the query chip has taken the query's colour. */
  @initial(0)
  @signal()
  declare public readonly asking: SimpleSignal<number, this>;

  /** 0 to 1: how far the tokens after the query, which it cannot see, have faded. */
  @initial(0)
  @signal()
  declare public readonly masked: SimpleSignal<number, this>;

  /** Whether it takes all the room that there is, where others share it. */
  @initial(false)
  @signal()
  declare public readonly fills: SimpleSignal<boolean, this>;

  /** Index of the token that asks, or `null`. */
  public readonly query: number | null;
  private readonly settings: Pick<TokenStripProps, 'source' | 'joining'>;
  private readonly request: StripRequest;
  private readonly plans = new WeakMap<Box, Map<number, StripPlan>>();

  public constructor({
    tokens,
    source,
    query = null,
    withIds = false,
    notes = 0,
    groups = [],
    spaces = 'hidden',
    joining,
    ...props
  }: TokenStripProps) {
    super(props);
    this.settings = {source, joining};
    this.query = query;
    this.request = {tokens, withIds, notes, groups, spaces};
  }

  /** Its text on as few lines as that takes: others get the rest of the room. */
  public override extent(room: {width: number; height: number}): Extent {
    if (this.fills()) return {width: 'rest', height: 'rest'};
    const {lines, width, height} = compactStrip(this.request, room, tokenWidth);
    return {width: lines === 1 ? Math.ceil(width) : 'rest', height};
  }

  /** How many lines the chips take in a room that they share with others. */
  public linesIn({width}: {width: number}): number {
    return compactStrip(this.request, {width}, tokenWidth).lines;
  }

  /** On which of these a chip would stand, from 0. */
  public lineIn(index: number, {width}: {width: number}): number {
    return compactStrip(this.request, {width}, tokenWidth).boxes[index].line;
  }

  /** How many lines the chips take. */
  public get lines(): number {
    return this.plan().lines;
  }

  /** Words that get a bracket: none where the text takes many lines. */
  public get groups(): readonly TokenGroup[] {
    return this.plan().groups;
  }

  /** How many chips `shown` counts: those that are there from the start. */
  public override get count(): number {
    return this.request.tokens.length - this.counts.appended;
  }

  /** How many tokens join by and by. */
  public get counts(): {appended: number} {
    return {appended: this.settings.joining?.count ?? 0};
  }

  /** Size of the text below the chips. */
  public get noteSize(): number {
    return this.plan().noteSize;
  }

  /** Where a chip lies now; one that has not joined, where it will. */
  public boxOf(index: number): ChipBox {
    const {boxes} = this.plan();
    return boxes[index] ?? this.planAt(this.box(), index + 1).boxes[index];
  }

  /** Middle of a chip's upper edge. */
  public anchor(index: number): Point {
    return middleOf(this.boxOf(index), 'above');
  }

  /** The same below a chip and its notes. */
  public foot(index: number): Point {
    const {x, y} = middleOf(this.boxOf(index), 'below');
    return {x, y: y + this.plan().below};
  }

  /** Room between two lines, from below the notes of one to the chips of the next. */
  public get between(): number {
    return this.plan().between;
  }

  /** Middle of a chip. */
  public middle(index: number): Point {
    return centreOf(this.boxOf(index));
  }

  /** Middle of the baseline of a note below a chip, from 0; the id is the first. */
  public noteAt(index: number, note = 0): Point {
    const {x, y} = middleOf(this.boxOf(index), 'below');
    return {x, y: y + noteDrop(this.noteSize, note)};
  }

  /** Where the chips lie now: on their way, between two layouts. */
  @computed()
  private plan(): StripPlan {
    const appended = this.appended();
    const [before, after] = joinedCounts(this.count, appended);
    const resting = (box: Box): StripPlan =>
      mixStrips(
        this.planAt(box, before),
        this.planAt(box, after),
        step(this.count + appended - before, 0),
      );
    const way = wayOf(this.box());
    return way
      ? mixStrips(resting(way.from), resting(way.to), way.t)
      : resting(this.box());
  }

  /** The first tokens in a box; laid out once, for a box seldom changes. */
  private planAt(box: Box, count: number): StripPlan {
    const known = this.plans.get(box) ?? new Map<number, StripPlan>();
    this.plans.set(box, known);
    const found = known.get(count);
    if (found) return found;
    const tokens = this.request.tokens.slice(0, count);
    const plan = planStrip({...this.request, tokens}, box, tokenWidth);
    known.set(count, plan);
    return plan;
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    this.request.tokens.forEach((token, i) => {
      const joins = i - this.count;
      if (joins >= 0) {
        this.paintJoining(context, token, i, step(this.appended(), joins));
        return;
      }
      const hidden = this.query !== null && i > this.query ? this.masked() : 0;
      const appeared = clamp(this.shown() - i);
      withAlpha(
        context,
        appeared * this.strengthOf(i) * (1 - (1 - FADED) * hidden),
        () => {
          context.save();
          context.translate(0, (1 - appeared) * 14);
          this.paintToken(context, token, i);
          context.restore();
        },
      );
    });
    withAlpha(context, this.bracketed(), () => {
      for (const group of this.groups) this.paintWord(context, group);
    });
  }

  /** A token on its way to its place, or there. */
  private paintJoining(
    context: CanvasRenderingContext2D,
    token: CapturedToken,
    i: number,
    t: number,
  ): void {
    const from = this.settings.joining?.from(i);
    if (!from || t <= 0) return;
    const to = this.middle(i);
    context.save();
    context.globalAlpha *= this.strengthOf(i);
    context.translate((from.x - to.x) * (1 - t), (from.y - to.y) * (1 - t));
    this.paintToken(context, token, i);
    context.restore();
  }

  private paintToken(
    context: CanvasRenderingContext2D,
    token: CapturedToken,
    i: number,
  ): void {
    const {palette} = this;
    const {labels, running, size, noteSize} = this.plan();
    const {x, y, width, height} = this.boxOf(i);
    paintToken(
      context,
      {
        label: labels[i],
        special: token.special,
        box: {x, y, width, height},
        size,
        running: running[i],
        cut: this.cut(),
        asking: i === this.query ? this.asking() : 0,
      },
      palette,
    );
    const known = clamp(this.ids() - i);
    const at = {x: x + width / 2, y: this.noteAt(i).y};
    paintTokenId(context, token.id, at, {size: noteSize, known, palette});
  }

  private paintWord(context: CanvasRenderingContext2D, group: TokenGroup): void {
    const parts = this.plan().boxes.slice(group.first, group.end);
    const [first] = parts;
    if (parts.some(box => box.line !== first.line)) return;
    const right = rightOf(parts[parts.length - 1]);
    paintGroup(context, group.text, first.x, right, first.y, this.palette);
  }
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
