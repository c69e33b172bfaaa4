import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import {SANS, SIZE} from '../theme/type.ts';
import {step} from '../motion/verb.ts';
import {Painted} from './Painted.ts';
import {paintText, withAlpha} from './paint.ts';
import {PAIR_HEIGHT, paintSmallChip, smallChipWidth} from './paint-pair.ts';
import {placeWordLines} from './word-lines-plan.ts';
import type {WordLines} from './word-lines-plan.ts';

export interface WordPiecesProps extends NodeProps {
  /** For each word, the labels of the pieces that it is cut into: one at least. */
  words: readonly (readonly string[])[];
  /** What stands over the words. */
  heading: string;
  /** In frame coordinates. */
  box: {x: number; y: number; width: number; height: number};
}

const HEADING = 44;
/** Between pieces that are together, and that have come apart. */
const GAP = {together: 4, apart: 14} as const;
const LINE = 48;
const PITCH = 72;
/** Room for the count behind a word. */
const COUNT = 60;

/**
 * Words and the pieces that they are cut into, one under the other, with their counts.
 * Where not all fit, an ellipsis stands for the last ones.
 *
 * @category Words and tokens
 */
export class WordPieces extends Painted {
  /** How many words have come apart; fractions show the next one on its way. */
  @initial(0)
  @signal()
  declare public readonly parted: SimpleSignal<number, this>;

  private readonly settings: Omit<WordPiecesProps, keyof NodeProps>;
  private readonly places: readonly WordLines[];

  public constructor({words, heading, box, ...props}: WordPiecesProps) {
    super(props);
    this.settings = {words, heading, box};
    const widths = words.map(labels => labels.map(smallChipWidth));
    const place = (height: number): WordLines[] =>
      placeWordLines(widths, {
        ...{room: box.width, height, gap: GAP.apart, after: COUNT},
        ...{line: LINE, pitch: PITCH},
      });
    const all = place(box.height - HEADING);
    this.places = all.length === words.length ? all : place(box.height - HEADING - LINE);
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
    this.places.forEach((place, row) => {
      const progress = this.parted() - row;
      withAlpha(context, Math.min(1, progress * 3), () =>
        this.paintWord(context, words[row], place, step(this.parted(), row)),
      );
    });
    const drawn = this.places.length;
    if (drawn === words.length) return;
    withAlpha(context, Math.min(1, this.parted() - drawn), () =>
      paintText(context, '\u2026', box.x, box.y + box.height - 12, {
        ...{family: SANS, size: SIZE.label, weight: 700, color: muted},
      }),
    );
  }

  /** The pieces of a word: together at first, then apart. */
  private paintWord(
    context: CanvasRenderingContext2D,
    labels: readonly string[],
    {pieces, end}: WordLines,
    parted: number,
  ): void {
    const {box} = this.settings;
    const top = box.y + HEADING;
    const {muted, roles} = this.palette;
    let inLine = 0;
    labels.forEach((label, i) => {
      const {x, y} = pieces[i];
      inLine = x === 0 ? 0 : inLine + 1;
      const closer = inLine * (GAP.apart - GAP.together) * (1 - parted);
      paintSmallChip(context, label, box.x + x - closer, top + y, this.palette);
    });
    const baseline = top + end.y + PAIR_HEIGHT / 2 + 11;
    withAlpha(context, parted, () =>
      paintText(context, `${labels.length}`, box.x + end.x + 28, baseline, {
        ...{family: SANS, size: SIZE.label, weight: 700},
        color: labels.length > 1 ? roles.token.text : muted,
      }),
    );
  }
}
