import {createSignal, easeInOutCubic} from '@motion-canvas/core';
import type {SimpleSignal, ThreadGenerator} from '@motion-canvas/core';
import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';

import type {Source} from '../captured/tensor.ts';
import {EASE} from '../theme/motion.ts';
import {FADED} from '../theme/layout.ts';
import {step} from '../motion/verb.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {group} from '../script/interpolate.ts';
import {Painted} from './Painted.ts';
import {bytesThatFit, byteSpans} from './cut-plan.ts';
import type {ByteSpan} from './cut-plan.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';
import {paintPiece, PIECE_OVERHANG} from './paint-pieces.ts';
import type {CutPiece, PieceStyle} from './paint-pieces.ts';

/** One way to cut the text. */
export interface Cut {
  /** Who cuts, and into pieces from how large a vocabulary. */
  detail: string;
  pieces: readonly CutPiece[];
  /** `null` where the cut depends on nothing. */
  source: Source | null;
}

export interface CutRow {
  label: string;
  /** How the row is cut, and what it may be cut into afterwards. */
  cuts: readonly Cut[];
  /** Pieces are written as bytes. */
  hex?: boolean;
}

export interface CutRowsProps extends NodeProps {
  /** The text that is cut. */
  text: string;
  /** The ways in which it is cut, from the top. */
  rows: readonly CutRow[];
  /** What is written where only the first part of a long text is drawn. */
  partWord: (shown: number, all: number) => string;
  /** What stands for unknown pieces. */
  unknownWord: string;
  /** In frame coordinates. */
  box: {x: number; y: number; width: number; height: number};
}

/** Width of a byte in pixels: as wide as fits, not narrower than two digits. */
const BYTE = {least: 40, most: 54} as const;
const CHIP_TOP = 50;
/** Share of a row's first cut in which it comes down from the row above. */
const DROP = 0.35;

interface Laid extends Cut {
  spans: readonly ByteSpan[];
}

/**
 * One text cut in several ways, one under the other on the same scale: a byte is equally
 * wide everywhere, so that finer cuts fall into coarser ones. A row comes down from the
 * one above and is cut from left to right while its number of pieces counts up.
 *
 * @category Words and tokens
 */
export class CutRows extends Painted {
  /** 0 to 1: how much of the text has been written. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** 0 to 1: how many unknown pieces of a row have turned into the mark for them. */
  @initial(0)
  @signal()
  declare public readonly forgotten: SimpleSignal<number, this>;

  /** 0 to 1: how far all rows but the chosen one have faded. */
  @initial(0)
  @signal()
  declare public readonly chosen: SimpleSignal<number, this>;

  /** How many cuts each row has had. */
  private readonly done: readonly SimpleSignal<number>[];
  private readonly settings: Omit<CutRowsProps, keyof NodeProps>;
  private readonly laid: readonly {label: string; hex: boolean; cuts: readonly Laid[]}[];
  private readonly bytes: {shown: number; all: number; width: number};
  private choice = 0;

  public constructor({text, rows, partWord, unknownWord, box, ...props}: CutRowsProps) {
    super(props);
    this.settings = {text, rows, partWord, unknownWord, box};
    this.done = rows.map(() => createSignal(0));
    const all = new TextEncoder().encode(text).length;
    const shown = bytesThatFit(text, Math.floor(box.width / BYTE.least));
    const width = Math.min(BYTE.most, box.width / Math.max(1, shown));
    this.bytes = {shown, all, width};
    this.laid = rows.map(({label, cuts, hex = false}) => ({
      ...{label, hex},
      cuts: cuts.map(cut => ({...cut, spans: byteSpans(text, cut.pieces)})),
    }));
  }

  /** Cut a row: the first time by the row's first cut, then by its next ones. */
  public *cut(row: number, seconds: number): ThreadGenerator {
    yield* this.done[row](Math.floor(this.done[row]()) + 1, seconds);
  }

  /** Fade all rows but one. */
  public *choose(row: number, seconds: number): ThreadGenerator {
    this.choice = row;
    yield* this.chosen(1, seconds, EASE);
  }

  public override sources(): readonly Source[] {
    return this.laid.flatMap(({cuts}, row) => {
      const done = Math.ceil(this.done[row]());
      const source = done > 0 ? cuts[done - 1].source : null;
      return source ? [source] : [];
    });
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    if (this.done[0]() < 1) this.paintText(context, this.stateOf(0).at);
    this.laid.forEach((_, row) => {
      const faded = row === this.choice ? 0 : this.chosen();
      withAlpha(context, 1 - (1 - FADED) * faded, () => this.paintRow(context, row));
    });
  }

  private get left(): number {
    const {x, width} = this.settings.box;
    return x + (width - this.bytes.shown * this.bytes.width) / 2;
  }

  private topOf(row: number): number {
    const {y, height} = this.settings.box;
    return y + (height / this.laid.length) * row + CHIP_TOP;
  }

  /** Top of a row in its first cut: on its way from the row above, or from the middle. */
  private topAt(row: number, at: number): number {
    const {y, height} = this.settings.box;
    const from = row > 0 ? this.topOf(row - 1) : y + (height - this.chipHeight) / 2;
    return from + (this.topOf(row) - from) * easeInOutCubic(Math.min(1, at / DROP));
  }

  private get chipHeight(): number {
    return Math.min(84, this.settings.box.height / this.laid.length - CHIP_TOP - 30);
  }

  private get labelSize(): number {
    return Math.min(40, Math.max(SIZE.small, Math.floor(this.bytes.width * 0.7)));
  }

  /** The text itself: each word where the first row will have it. */
  private paintText(context: CanvasRenderingContext2D, at: number): void {
    const {text, box, partWord} = this.settings;
    const edge = this.cutEdge(0);
    const top = this.topAt(0, at);
    context.save();
    context.beginPath();
    context.rect(edge, box.y, box.x + box.width - edge, box.height);
    context.clip();
    const words = [...text.matchAll(/\S+/g)].map(({0: word, index}) => {
      const piece = {text: word, bytes: '', start: index, end: index + word.length};
      return {word, span: byteSpans(text, [piece])[0]};
    });
    const visible = words.filter(({span}) => span.to <= this.bytes.shown);
    visible.forEach(({word, span}, i) =>
      withAlpha(context, Math.min(1, this.shown() * visible.length - i), () =>
        paintText(context, word, this.middleOf(span), this.baseline(top), {
          ...{family: MONO, size: this.labelSize, weight: 500, align: 'center'},
          color: this.palette.ink,
        }),
      ),
    );
    context.restore();
    const {shown, all} = this.bytes;
    if (shown === all) return;
    withAlpha(context, this.shown() * (1 - at), () =>
      paintText(context, partWord(shown, all), box.x, top - 18, {
        ...{family: SANS, size: SIZE.small, weight: 500, color: this.palette.muted},
      }),
    );
  }

  private middleOf({from, to}: ByteSpan): number {
    return this.left + ((from + to) / 2) * this.bytes.width;
  }

  private baseline(top: number): number {
    return top + this.chipHeight / 2 + Math.round(this.labelSize * 0.34);
  }

  /** How far, from the left, the cut that a row is at has come, in frame coordinates. */
  private cutEdge(row: number): number {
    const {cut, at} = this.stateOf(row);
    const sweep = cut > 0 ? at : Math.max(0, (at - DROP) / (1 - DROP));
    return this.left + sweep * this.bytes.shown * this.bytes.width;
  }

  /** Which cut a row is at, and how far in it, 0 to 1. */
  private stateOf(row: number): {cut: number; at: number} {
    const done = this.done[row]();
    const cut = Math.max(0, Math.ceil(done) - 1);
    return {cut, at: done - cut};
  }

  private paintRow(context: CanvasRenderingContext2D, row: number): void {
    const {cut, at} = this.stateOf(row);
    if (at <= 0) return;
    const {label, cuts} = this.laid[row];
    const edge = this.cutEdge(row);
    const drop = cut === 0 ? easeInOutCubic(Math.min(1, at / DROP)) : 1;
    const top = cut === 0 ? this.topAt(row, at) : this.topOf(row);
    const before = cut > 0 ? cuts[cut - 1] : this.laid[row - 1]?.cuts.at(-1);
    if (before && at < 1) {
      const own = cut > 0 && this.laid[row].hex;
      const rest = {from: edge, to: Infinity};
      // What comes down may differ from what stays: it has something unknown there.
      withAlpha(context, cut > 0 ? 1 : Math.min(1, (2.5 * at) / DROP), () =>
        this.paintPieces(context, before, own, top, rest, 0),
      );
    }
    const sides = {from: 0, to: edge};
    const {hex} = this.laid[row];
    this.paintPieces(context, cuts[cut], hex, top, sides, this.forgotten());
    if (at < 1 && drop >= 1) this.paintKnife(context, edge, top);
    const done = cuts[cut].spans.filter(({to}) => this.edgeOf(to) <= edge + 0.5);
    const {length} = at < 1 ? done : cuts[cut].pieces;
    // Not before the pieces have passed its place.
    withAlpha(context, 5 * drop - 4, () =>
      this.paintHeading(context, row, label, cuts[cut].detail, length),
    );
  }

  private edgeOf(byte: number): number {
    return this.left + byte * this.bytes.width;
  }

  private paintHeading(
    context: CanvasRenderingContext2D,
    row: number,
    label: string,
    detail: string,
    count: number,
  ): void {
    const {x, width} = this.settings.box;
    const y = this.topOf(row) - 18;
    const {ink, muted, roles} = this.palette;
    paintText(context, label, x, y, {
      ...{family: SANS, size: SIZE.label, weight: 700, color: ink},
    });
    const after = x + textWidth(label, SANS, SIZE.label, 700) + 24;
    paintText(context, detail, after, y, {
      ...{family: SANS, size: SIZE.small, weight: 500, color: muted},
    });
    paintText(context, group(count), x + width, y, {
      ...{family: SANS, size: SIZE.title, weight: 700, align: 'right'},
      color: roles.token.text,
    });
  }

  private paintKnife(context: CanvasRenderingContext2D, x: number, top: number): void {
    context.fillStyle = this.palette.ink;
    context.fillRect(x - 1.5, top - 10, 3, this.chipHeight + 20);
  }

  /** Pieces of a cut, as far as they lie between two edges. */
  private paintPieces(
    context: CanvasRenderingContext2D,
    {pieces, spans}: Laid,
    hex: boolean,
    top: number,
    {from, to}: ByteSpan,
    forgotten: number,
  ): void {
    const {box, unknownWord} = this.settings;
    const left = Math.max(from, box.x - PIECE_OVERHANG);
    const right = Math.min(to, box.x + box.width + PIECE_OVERHANG);
    context.save();
    context.beginPath();
    context.rect(left, box.y - 10, right - left, box.height + 20);
    context.clip();
    const style: Omit<PieceStyle, 'forgotten'> = {
      ...{palette: this.palette, hex, unknownWord, size: this.labelSize},
      ...{y: top, height: this.chipHeight, edgeOf: byte => this.edgeOf(byte)},
    };
    const unknown = pieces.filter(piece => piece.unknown);
    pieces.forEach((piece, i) => {
      if (spans[i].to > this.bytes.shown) return;
      const turned = step(forgotten * unknown.length, unknown.indexOf(piece));
      paintPiece(context, piece, spans[i], {...style, forgotten: turned});
    });
    context.restore();
  }
}
