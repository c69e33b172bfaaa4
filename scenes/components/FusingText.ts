import {easeInOutCubic} from '@motion-canvas/core';
import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source} from '../captured/tensor.ts';
import {FADED, RADIUS, STROKE} from '../theme/layout.ts';
import {MONO, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {breakLines, fuse, placePieces} from './fuse-plan.ts';
import type {FusedPiece, FuseMetrics, MovingPiece} from './fuse-plan.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';
import {between, SINGLE} from './pace.ts';
import type {StepPace} from './pace.ts';
import {exactLabel} from './token-label.ts';

export interface FusingTextProps extends NodeProps {
  /** The text whose pieces fuse. */
  text: string;
  /** Pieces of the text after so many merges. */
  pieces: (merges: number) => readonly string[];
  /** How many merges there are at most. */
  merges: number;
  /** Where the merges come from. */
  source: Source;
  /** Left edge, in frame coordinates. */
  left: number;
  /** Right edge, in frame coordinates. */
  right: number;
  /** Top of the first line, in frame coordinates. */
  top: number;
  /** How many lines are drawn at most; an ellipsis stands for what does not fit. */
  lines: number;
}

const PADDING = 6;
const GAP = 4;
const HEIGHT = 52;
const LINE = 68;

/**
 * A text in single characters that grow together: with each merge, pieces that stand next
 * to each other everywhere become one.
 *
 * @category Words and tokens
 */
export class FusingText extends Painted {
  /** 0 to 1: how many of the characters have appeared. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** How many merges have been made; fractions are on their way. */
  @initial(0)
  @signal()
  declare public readonly made: SimpleSignal<number, this>;

  /** 0 to 1: how far the words that are one piece have faded. */
  @initial(0)
  @signal()
  declare public readonly sifted: SimpleSignal<number, this>;

  /** How many merges it goes at once. */
  public pace: StepPace = SINGLE;

  private readonly settings: Omit<FusingTextProps, keyof NodeProps | 'right' | 'lines'>;
  private readonly metrics: FuseMetrics;
  private readonly starts: readonly number[];
  /** How many characters are drawn, and how many there are. */
  private readonly characters: {drawn: number; all: number};
  private readonly states = new Map<number, FusedPiece[]>();

  public constructor({
    text,
    pieces,
    merges,
    source,
    left,
    right,
    top,
    lines,
    ...props
  }: FusingTextProps) {
    super(props);
    this.settings = {text, pieces, merges, source, left, top};
    this.metrics = {widthOf, padding: PADDING, gap: GAP};
    const starts = breakLines([...text], this.metrics, right - left);
    const all = [...text].length;
    this.starts = starts.slice(0, lines);
    this.characters = {drawn: starts.at(lines) ?? all, all};
  }

  /** Bottom of the last line in frame coordinates. */
  public get bottom(): number {
    return this.settings.top + (this.starts.length - 1) * LINE + HEIGHT;
  }

  /** Pieces of what is drawn, after so many merges. */
  public pieces(merges: number): string[] {
    let end = 0;
    return this.settings.pieces(merges).filter(piece => {
      end += [...piece].length;
      return end <= this.characters.drawn;
    });
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {merges, left} = this.settings;
    const step = between(this.made(), merges, this.pace);
    const t = easeInOutCubic(step.t);
    const before = this.state(step.before);
    const after = t > 0 ? this.state(step.after) : before;
    const loud = isInPieces(after);
    const {drawn, all} = this.characters;
    const appeared = this.shown() * drawn;
    fuse(before, after).forEach((piece, i) => {
      const rest = loud[i] ? 1 : 1 - (1 - FADED) * this.sifted();
      withAlpha(context, Math.min(1, appeared - piece.first) * rest, () =>
        this.paintPiece(context, piece, t),
      );
    });
    if (drawn === all) return;
    const [from, to] = [before, after].map(endOf);
    const end = left + from + (to - from) * t;
    withAlpha(context, this.shown(), () => this.paintRest(context, end));
  }

  private state(merges: number): FusedPiece[] {
    const known = this.states.get(merges);
    if (known) return known;
    const placed = placePieces(this.pieces(merges), this.starts, this.metrics);
    this.states.set(merges, placed);
    return placed;
  }

  /** The mark for what is not drawn, behind the last piece. */
  private paintRest(context: CanvasRenderingContext2D, end: number): void {
    const middle = this.bottom - HEIGHT / 2;
    paintText(context, '\u2026', end + 16, middle + 10, {
      ...{family: MONO, size: SIZE.small, weight: 700, color: this.palette.muted},
    });
  }

  private paintPiece(
    context: CanvasRenderingContext2D,
    piece: MovingPiece,
    t: number,
  ): void {
    const {left, top} = this.settings;
    const {token} = this.palette.roles;
    const {parts} = piece;
    const y = top + piece.line * LINE;
    const first = parts[0];
    const last = parts[parts.length - 1];
    const fusing = parts.length > 1;
    const mix = (from: number, to: number): number => left + from + (to - from) * t;
    const start = mix(first.x, piece.x);
    const end = mix(last.x + last.width, piece.x + piece.width);
    const box = {x: start, y, width: end - start, height: HEIGHT};
    const radius = RADIUS.token / 2;
    if (fusing) {
      for (const part of parts) {
        const x = mix(part.x, this.inside(piece, part));
        const own = {x, y, width: part.width, height: HEIGHT};
        paintBox(context, own, radius, token.fill, token.stroke, STROKE.rest);
      }
    }
    withAlpha(context, fusing ? t : 1, () => {
      const width = fusing ? STROKE.selected : STROKE.rest;
      paintBox(context, box, radius, token.fill, token.stroke, width);
    });
    for (const part of parts) {
      const x = mix(part.x + PADDING, this.inside(piece, part) + PADDING);
      paintText(context, labelOf(part.text), x, y + HEIGHT / 2 + 10, {
        ...{family: MONO, size: SIZE.small, weight: fusing ? 700 : 500},
        color: token.text,
      });
    }
  }

  /** Left edge that a part has when its characters stand where its piece has them. */
  private inside(piece: FusedPiece, part: FusedPiece): number {
    const before = [...piece.text].slice(0, part.first - piece.first);
    return piece.x + widthOf(before.join(''));
  }
}

/** Right end of a text, from the left end of its line. */
const endOf = (pieces: readonly FusedPiece[]): number => {
  const last = pieces.at(-1);
  return last ? last.x + last.width : 0;
};

const labelOf = (text: string): string => exactLabel({text, bytes: ''});

const widthOf = (text: string): number => textWidth(labelOf(text), MONO, SIZE.small, 500);

/** For each piece, whether its word has others; words begin with their spaces. */
function isInPieces(pieces: readonly {text: string}[]): boolean[] {
  const begins = (i: number): boolean =>
    i === 0 || i >= pieces.length || pieces[i].text.startsWith(' ');
  return pieces.map((_, i) => !(begins(i) && begins(i + 1)));
}
