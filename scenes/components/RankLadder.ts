import {easeInOutCubic} from '@motion-canvas/core';
import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {EncodedWord} from '../../data-extract/capture/format.ts';
import type {Source} from '../captured/tensor.ts';
import {FRAME, LAYOUT, STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {MONO} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {planLadder} from './ladder-plan.ts';
import type {Junction, LadderPiece, LadderState} from './ladder-plan.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';
import {paintChip} from './paint-chip.ts';
import {exactLabel} from './token-label.ts';

export interface RankLadderProps extends NodeProps {
  /** The word with its steps. */
  word: EncodedWord;
  /** Where the ranks come from. */
  source: Source;
  /** Top of the chips in frame coordinates. */
  top: SignalValue<number>;
}

const HEIGHT = 88;
const SIZE_OF_LABEL = 40;
const SIZE_OF_RANK = 30;
/** From the bottom of the chips to the baselines of ranks and ids. */
const RANK_DROP = [58, 98] as const;
/** Share of a step in which the lowest rank is picked; then the pieces merge. */
const PICK = 0.45;

/**
 * A word that is put together from its bytes: between neighbours stands the rank of their
 * merge, if there is one. The lowest rank is picked, its two pieces become one, and the
 * ranks of the new neighbours are looked up.
 *
 * @category Words and tokens
 */
export class RankLadder extends Painted {
  /** 0 to 1: how far the word has appeared, in one piece. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** Top of the chips in frame coordinates. */
  @initial(0)
  @signal()
  declare public readonly top: SimpleSignal<number, this>;

  /** 0 to 1: how far the word has come apart into its bytes. */
  @initial(0)
  @signal()
  declare public readonly cut: SimpleSignal<number, this>;

  /** 0 to 1: how many of the ranks have appeared, from the left. */
  @initial(0)
  @signal()
  declare public readonly ranked: SimpleSignal<number, this>;

  /** How many merges have been made; fractions are on their way. */
  @initial(0)
  @signal()
  declare public readonly made: SimpleSignal<number, this>;

  /** 0 to 1: how many of the last pieces have got their ids, from the left. */
  @initial(0)
  @signal()
  declare public readonly ids: SimpleSignal<number, this>;

  private readonly settings: Pick<RankLadderProps, 'word' | 'source'>;
  private readonly states: readonly LadderState[];

  public constructor({word, source, ...props}: RankLadderProps) {
    super(props);
    this.settings = {word, source};
    this.states = planLadder(
      word.steps,
      exactLabel,
      label => textWidth(label, MONO, SIZE_OF_LABEL, 700),
      FRAME.width - 2 * LAYOUT.marginX,
    );
  }

  /** How many merges there are. */
  public get count(): number {
    return this.states.length - 1;
  }

  /** From the top of the chips to the bottom of the ranks, in pixels. */
  public get height(): number {
    const levels = this.states.flatMap(({junctions}) =>
      junctions.map(junction => junction?.level ?? 0),
    );
    return HEIGHT + RANK_DROP[Math.max(0, ...levels)] + 10;
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    withAlpha(context, this.shown(), () => {
      if (this.cut() < 1) this.paintWhole(context);
      else this.paintState(context);
    });
  }

  /** The word while it comes apart: its bytes stand together, then move to their places. */
  private paintWhole(context: CanvasRenderingContext2D): void {
    const {pieces} = this.states[0];
    const t = this.cut();
    const widths = pieces.map(({label}) => textWidth(label, MONO, SIZE_OF_LABEL, 500));
    let x = -widths.reduce((sum, width) => sum + width, 0) / 2;
    pieces.forEach((piece, i) => {
      const left = x + (piece.x - x) * t;
      const width = widths[i] + (piece.width - widths[i]) * t;
      x += widths[i];
      this.paintPiece(context, {...piece, x: left, width}, 0, t);
    });
  }

  private paintState(context: CanvasRenderingContext2D): void {
    const made = Math.min(this.made(), this.count);
    const at = Math.floor(made);
    const here = this.states[at];
    const next = this.states[Math.min(at + 1, this.count)];
    const picked = Math.min(1, (made - at) / PICK);
    const merged = easeInOutCubic(Math.max(0, (made - at - PICK) / (1 - PICK)));
    const left = this.settings.word.steps[at].chosen ?? Infinity;
    here.pieces.forEach((piece, i) => {
      const isPart = i === left || i === left + 1;
      const to = i <= left ? next.pieces[i] : next.pieces[i - 1];
      const target = merged > 0 ? partOf(to, piece, isPart, i === left) : piece;
      const moved = mixPieces(piece, target, merged);
      this.paintPiece(context, moved, isPart ? picked : 0, isPart ? 1 - merged : 1);
    });
    if (merged > 0) {
      const to = next.pieces[left];
      const [a, b] = [here.pieces[left], here.pieces[left + 1]];
      const from = {...to, x: a.x, width: b.x + b.width - a.x};
      withAlpha(context, merged, () =>
        this.paintPiece(context, mixPieces(from, to, merged), 1, 1),
      );
    }
    here.junctions.forEach((junction, i) => {
      const after =
        i < left ? next.junctions[i] : i > left ? next.junctions[i - 1] : null;
      const appeared = Math.min(1, this.ranked() * here.junctions.length - i);
      withAlpha(context, appeared, () =>
        this.paintJunction(context, junction, after ?? null, picked, merged),
      );
    });
    const {ids} = this.settings.word;
    next.pieces.forEach(({x, width}, i) =>
      withAlpha(context, Math.min(1, this.ids() * ids.length - i), () =>
        this.paintNumber(context, ids[i], x + width / 2, 0, 0.5),
      ),
    );
  }

  private paintPiece(
    context: CanvasRenderingContext2D,
    {label, x, width}: LadderPiece,
    loud: number,
    alpha: number,
  ): void {
    const box = {
      ...{x: FRAME.width / 2 + x, y: this.top(), width, height: HEIGHT},
    };
    const {palette} = this;
    const lineWidth = STROKE.rest + (STROKE.selected - STROKE.rest) * loud;
    withAlpha(context, alpha, () => paintChip(context, '', box, {palette, lineWidth}));
    paintText(context, label, box.x + width / 2, box.y + HEIGHT / 2 + 14, {
      ...{family: MONO, size: SIZE_OF_LABEL, weight: loud > 0.5 ? 700 : 500},
      ...{color: palette.roles.token.text, align: 'center'},
    });
  }

  /** A rank on its way: it moves with its pieces; one that changes gives way to the new one. */
  private paintJunction(
    context: CanvasRenderingContext2D,
    here: Junction | null,
    after: Junction | null,
    picked: number,
    merged: number,
  ): void {
    const stays = here && after && here.rank === after.rank;
    if (here) {
      const x = here.x + ((after?.x ?? here.x) - here.x) * merged;
      withAlpha(context, stays ? 1 : 1 - merged, () =>
        this.paintRank(context, here, x, here.chosen ? picked : 0),
      );
    }
    if (after && !stays) {
      withAlpha(context, merged, () => this.paintRank(context, after, after.x, 0));
    }
  }

  private paintRank(
    context: CanvasRenderingContext2D,
    {rank, level}: Junction,
    x: number,
    loud: number,
  ): void {
    const {palette} = this;
    const y = this.top() + HEIGHT;
    context.strokeStyle = mixColors(palette.faint, palette.ink, loud);
    context.lineWidth = STROKE.rest + (STROKE.selected - STROKE.rest) * loud;
    context.beginPath();
    context.moveTo(FRAME.width / 2 + x, y - HEIGHT * 0.5 + 22);
    context.lineTo(FRAME.width / 2 + x, y + RANK_DROP[level] - 30);
    context.stroke();
    this.paintNumber(context, rank, x, level, loud);
  }

  private paintNumber(
    context: CanvasRenderingContext2D,
    number: number,
    x: number,
    level: number,
    loud: number,
  ): void {
    const {palette} = this;
    const y = this.top() + HEIGHT + RANK_DROP[level];
    paintText(context, `${number}`, FRAME.width / 2 + x, y, {
      ...{family: MONO, size: SIZE_OF_RANK, align: 'center'},
      weight: loud > 0.5 ? 700 : 500,
      color: mixColors(palette.muted, palette.ink, loud),
    });
  }
}

/** Where a piece goes: to its place, or to its part of the piece that it becomes. */
function partOf(
  to: LadderPiece,
  own: LadderPiece,
  isPart: boolean,
  isLeft: boolean,
): LadderPiece {
  if (!isPart) return to;
  const share = [...own.label].length / [...to.label].length;
  const width = to.width * share;
  return {label: own.label, width, x: isLeft ? to.x : to.x + to.width - width};
}

const mixPieces = (from: LadderPiece, to: LadderPiece, t: number): LadderPiece => ({
  label: from.label,
  x: from.x + (to.x - from.x) * t,
  width: from.width + (to.width - from.width) * t,
});
