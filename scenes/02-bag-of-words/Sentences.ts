import {initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';
import type {ShuffledSentence} from 'attention-in-motion/captured';
import {PickablePicture} from 'attention-in-motion/components/PickablePicture';
import type {Extent, PictureProps} from 'attention-in-motion/components/Picture';
import type {Box} from 'attention-in-motion/components/box';
import {paintText, withAlpha} from 'attention-in-motion/components/paint';
import {paintChip} from 'attention-in-motion/components/paint-chip';
import {TextLayout} from 'attention-in-motion/components/text-layout';
import {mixColors} from 'attention-in-motion/theme/mix-colors';
import {step} from 'attention-in-motion/theme/step';
import {MONO} from 'attention-in-motion/theme/type';

export interface SentencesProps extends PictureProps {
  /** Words of each sentence. */
  texts: readonly (readonly string[])[];
  /** Which of them is shuffled, and the order of its words then. */
  shuffled: ShuffledSentence;
}

/** Sentences: running text that is cut into words, one of them in another order later. */
export class Sentences extends PickablePicture {
  /** 0 to 1: how far the running text has been cut into words. */
  @initial(0)
  @signal()
  declare public readonly cut: SimpleSignal<number, this>;

  /** 0 to 1: how far the words of the shuffled sentence have changed their places. */
  @initial(0)
  @signal()
  declare public readonly shuffled: SimpleSignal<number, this>;

  private readonly texts: SentencesProps['texts'];
  private readonly order: ShuffledSentence;
  private readonly layout: TextLayout;
  private readonly again: TextLayout;

  public constructor({texts, shuffled, ...props}: SentencesProps) {
    super(props);
    this.texts = texts;
    this.order = shuffled;
    this.layout = new TextLayout(texts);
    this.again = new TextLayout(
      texts.map((words, i) =>
        i === shuffled.sentence ? shuffled.order.map(word => words[word]) : words,
      ),
    );
  }

  public override get count(): number {
    return this.texts.length;
  }

  public override extent(): Extent {
    return {width: 'rest', height: this.layout.height};
  }

  /** A word's chip, in frame coordinates. */
  public boxOf(sentence: number, word: number): Box {
    const from = this.layout.in(this.box()).chips[sentence][word];
    const t = this.shuffled();
    if (t === 0 || sentence !== this.order.sentence) return from;
    const moved = this.again.in(this.box()).chips[sentence];
    const to = moved[this.order.order.indexOf(word)];
    // On the way, those that go to the right pass below the others.
    const lane = to.x > from.x ? from.height * Math.min(1, 2 * Math.sin(Math.PI * t)) : 0;
    return {
      ...from,
      x: from.x + (to.x - from.x) * t,
      y: from.y + (to.y - from.y) * t + lane * 1.15,
    };
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const {text} = this.layout.in(this.box());
    const color = mixColors(palette.ink, palette.roles.token.text, this.cut());
    this.texts.forEach((words, sentence) => {
      const alpha = step(this.shown(), sentence) * this.strengthOf(sentence);
      withAlpha(context, alpha, () =>
        words.forEach((word, i) => {
          const box = this.boxOf(sentence, i);
          withAlpha(context, this.cut(), () => paintChip(context, '', box, {palette}));
          const baseline = box.y + box.height / 2 + text * 0.34;
          paintText(context, word, box.x + box.width / 2, baseline, {
            family: MONO,
            size: text,
            weight: 500,
            align: 'center',
            color,
          });
        }),
      );
    });
  }
}
