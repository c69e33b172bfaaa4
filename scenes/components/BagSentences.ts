import type {CapturedBag} from '../captured/bag-of-words.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import type {Palette} from '../theme/palette.ts';
import {MONO, SIZE} from '../theme/type.ts';
import {planBag} from './bag-plan.ts';
import type {BagPlan, WordPlace} from './bag-plan.ts';
import {paintChip} from './paint-chip.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';
import {placeRunning} from './token-places.ts';

const LABEL = 240;
/** Running text is larger, as far as it fits. */
const LARGEST = 1.5;
/** Between words that pass each other. */
const LANE = 10;

/** The sentences of a bag: running text, chips, and chips in another order. */
export class BagSentences {
  public readonly plan: BagPlan;
  private readonly again: readonly WordPlace[];
  private readonly running: readonly (readonly number[])[];
  /** Size of running text, and the height that lines are spread from. */
  private readonly scale: number;
  private readonly middle: number;

  /** @param rows - Rows of counts that need room. */
  public constructor(
    private readonly bag: CapturedBag,
    shared: readonly boolean[],
    rows: number,
  ) {
    const {sentences, shuffled} = bag;
    const widths = sentences.map(({words}) => words.map(({text}) => widthOf(text)));
    const sizes = {
      ...{shared, rows, label: LABEL},
      stage: {
        left: LAYOUT.marginX,
        right: FRAME.width - LAYOUT.marginX,
        top: LAYOUT.stage.top + LAYOUT.air,
        bottom: LAYOUT.stage.bottom - LAYOUT.air,
      },
    };
    this.plan = planBag({...sizes, sentences: widths});
    const moved = widths.map((row, i) =>
      i === shuffled?.sentence ? shuffled.order.map(word => row[word]) : row,
    );
    const {chips} = planBag({...sizes, sentences: moved});
    this.again = shuffled ? chips[shuffled.sentence] : [];
    this.running = this.plan.chips.map((row, sentence) => {
      const lines = [...new Set(row.map(({y}) => y))];
      const boxes = row.map(({x, y, width}) => ({x, width, line: lines.indexOf(y)}));
      const words = widths[sentence].map((own, i) => ({
        before: i > 0 && row[i].y === row[i - 1].y ? widthOf(' ') : 0,
        own,
      }));
      return placeRunning(words, boxes);
    });
    const ends = this.running.flatMap((row, i) => row.map((x, k) => x + widths[i][k]));
    const half = Math.max(...ends) - FRAME.width / 2;
    this.scale = Math.min(LARGEST, (FRAME.width / 2 - LAYOUT.marginX) / half);
    const tops = this.plan.chips.flat().map(({y}) => y);
    this.middle = (Math.min(...tops) + Math.max(...tops) + this.plan.chipHeight) / 2;
  }

  /** Where a word's chip stands when so much of the shuffling is done. */
  public place(sentence: number, word: number, shuffled: number): WordPlace {
    const from = this.plan.chips[sentence][word];
    const wanted = this.bag.shuffled;
    if (wanted?.sentence !== sentence || shuffled <= 0) return from;
    const to = this.again[wanted.order.indexOf(word)];
    // On the way, those that go to the right pass below the others.
    const lane = to.x > from.x ? this.plan.chipHeight + LANE : 0;
    return {
      x: from.x + (to.x - from.x) * shuffled,
      y:
        from.y +
        (to.y - from.y) * shuffled +
        lane * Math.min(1, 2 * Math.sin(Math.PI * shuffled)),
      width: from.width,
    };
  }

  /** @param cut - 0 to 1: how far the running text has been cut into chips. */
  public paint(
    context: CanvasRenderingContext2D,
    palette: Palette,
    sentence: number,
    cut: number,
    shuffled: number,
  ): void {
    const scale = 1 + (this.scale - 1) * (1 - cut);
    this.bag.sentences[sentence].words.forEach(({text}, word) => {
      const place = this.place(sentence, word, shuffled);
      const {chipHeight} = this.plan;
      const start =
        FRAME.width / 2 + (this.running[sentence][word] - FRAME.width / 2) * scale;
      const padding = (place.width - widthOf(text)) / 2;
      const x = start + (place.x + padding - start) * cut;
      const middle = this.middle + (place.y + chipHeight / 2 - this.middle) * scale;
      // The chip closes around its word, wherever that is.
      const box = {
        x: x - padding * cut,
        y: middle - chipHeight / 2,
        width: widthOf(text) * scale + 2 * padding * cut,
        height: chipHeight,
      };
      withAlpha(context, cut, () => paintChip(context, '', box, {palette}));
      paintText(context, text, x, middle + 11 * scale, {
        ...{family: MONO, size: SIZE.token * scale, weight: 500},
        color: mixColors(palette.ink, palette.roles.token.text, cut),
      });
    });
  }
}

const widthOf = (text: string): number => textWidth(text, MONO, SIZE.token, 500);
