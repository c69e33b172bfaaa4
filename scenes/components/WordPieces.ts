import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import {SANS, SIZE} from '../theme/type.ts';
import {step} from '../motion/verb.ts';
import {Painted} from './Painted.ts';
import {paintText, withAlpha} from './paint.ts';
import {PAIR_HEIGHT, paintSmallChip, smallChipWidth} from './paint-pair.ts';

export interface WordPiecesProps extends NodeProps {
  /** Words, and what they are cut into; `null` is written as its label. */
  words: readonly {text: string; pieces: readonly string[]}[];
  heading: string;
  /** In frame coordinates. */
  box: {x: number; y: number; width: number; height: number};
}

const HEADING = 44;
const GAP = 4;

/** Words and the pieces that they are cut into, one under the other, with their counts. */
export class WordPieces extends Painted {
  /** How many words have come apart; fractions show the next one on its way. */
  @initial(0)
  @signal()
  declare public readonly parted: SimpleSignal<number, this>;

  private readonly settings: Omit<WordPiecesProps, keyof NodeProps>;

  public constructor({words, heading, box, ...props}: WordPiecesProps) {
    super(props);
    this.settings = {words, heading, box};
  }

  /** How many words there are. */
  public get count(): number {
    return this.settings.words.length;
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {words, heading, box} = this.settings;
    const {muted} = this.palette;
    withAlpha(context, Math.min(1, this.parted()), () =>
      paintText(context, heading, box.x, box.y + 22, {
        ...{family: SANS, size: SIZE.small, weight: 600, color: muted},
      }),
    );
    const pitch = Math.min(72, (box.height - HEADING) / words.length);
    words.forEach(({pieces}, row) => {
      const progress = this.parted() - row;
      withAlpha(context, Math.min(1, progress * 3), () =>
        this.paintWord(context, pieces, row * pitch, step(this.parted(), row)),
      );
    });
  }

  /** The pieces of a word: together at first, then apart. */
  private paintWord(
    context: CanvasRenderingContext2D,
    pieces: readonly string[],
    y: number,
    parted: number,
  ): void {
    const {box} = this.settings;
    const top = box.y + HEADING + y;
    const {muted, roles} = this.palette;
    let x = box.x;
    for (const piece of pieces) {
      paintSmallChip(context, piece, x, top, this.palette);
      x += smallChipWidth(piece) + GAP + 10 * parted;
    }
    withAlpha(context, parted, () =>
      paintText(context, `${pieces.length}`, x + 14, top + PAIR_HEIGHT / 2 + 11, {
        ...{family: SANS, size: SIZE.label, weight: 700},
        color: pieces.length > 1 ? roles.token.text : muted,
      }),
    );
  }
}
