import {easeInOutCubic} from '@motion-canvas/core';
import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {CapturedBag} from '../captured/bag-of-words.ts';
import type {Source} from '../captured/tensor.ts';
import {FRAME, LAYOUT, RADIUS, STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';

export interface WordBagProps extends NodeProps {
  bag: CapturedBag;
  /** What stands before the row of counts of a sentence, by its number from 1. */
  rowWord: (number: number) => string;
  /** What stands before the vocabulary. */
  vocabularyWord: string;
}

const CHIP = {height: 66, padding: 24, gap: 14} as const;
/** Tops of the first sentence, of the vocabulary and of the first row of counts. */
const TOPS = {sentence: 200, step: 88, vocabulary: 480, counts: 606, row: 104} as const;
const LABEL = 250;
const SLOT = {height: 72, gap: 12} as const;

interface Flight {
  sentence: number;
  /** Number of the word in its sentence. */
  word: number;
  slot: number;
}

/**
 * Sentences, the vocabulary of their words, and how often each word stands in each
 * sentence: words fly down into their places, and the counts tick.
 */
export class WordBag extends Painted {
  /** How many sentences have appeared; fractions fade the next one in. */
  @initial(0)
  @signal()
  declare public readonly sentences: SimpleSignal<number, this>;

  /** How many words, over all sentences, have gone into the vocabulary. */
  @initial(0)
  @signal()
  declare public readonly collected: SimpleSignal<number, this>;

  /** How many words, over all sentences, have been counted. */
  @initial(0)
  @signal()
  declare public readonly counted: SimpleSignal<number, this>;

  /** 0 to 1: how far the words of the shuffled sentence have changed their places. */
  @initial(0)
  @signal()
  declare public readonly shuffled: SimpleSignal<number, this>;

  /** 0 to 1: how far the places that all sentences have words in stand out. */
  @initial(0)
  @signal()
  declare public readonly alike: SimpleSignal<number, this>;

  private readonly settings: Omit<WordBagProps, keyof NodeProps>;
  private readonly flights: readonly Flight[];
  private readonly chips: readonly (readonly {x: number; width: number}[])[];

  public constructor({bag, rowWord, vocabularyWord, ...props}: WordBagProps) {
    super(props);
    this.settings = {bag, rowWord, vocabularyWord};
    this.flights = bag.sentences.flatMap(({words}, sentence) =>
      words.map(({index}, word) => ({sentence, word, slot: index})),
    );
    this.chips = bag.sentences.map(({words}) => rowOf(words.map(({text}) => text)));
  }

  /** Number of words in all sentences. */
  public get count(): number {
    return this.flights.length;
  }

  public override sources(): readonly Source[] {
    return this.counted() > 0 ? [this.settings.bag.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    this.settings.bag.sentences.forEach((_, sentence) => {
      withAlpha(context, Math.min(1, this.sentences() - sentence), () =>
        this.paintSentence(context, sentence),
      );
    });
    this.paintVocabulary(context);
    this.paintCounts(context);
    this.flights.forEach((flight, i) => {
      this.paintFlight(context, flight, this.collected() - i, TOPS.vocabulary);
      this.paintFlight(
        context,
        flight,
        this.counted() - i,
        TOPS.counts + flight.sentence * TOPS.row,
      );
    });
  }

  private paintSentence(context: CanvasRenderingContext2D, sentence: number): void {
    const {words} = this.settings.bag.sentences[sentence];
    words.forEach(({text}, word) => {
      const {x, y} = this.chipPlace(sentence, word);
      this.paintChip(context, text, x, y, this.chips[sentence][word].width);
    });
  }

  /** A chip's place; those of the shuffled sentence wander. */
  private chipPlace(sentence: number, word: number): {x: number; y: number} {
    const {shuffled, sentences} = this.settings.bag;
    const y = TOPS.sentence + sentence * TOPS.step;
    const from = this.chips[sentence][word].x;
    if (shuffled?.sentence !== sentence || this.shuffled() <= 0) return {x: from, y};
    const {words} = sentences[sentence];
    const places = rowOf(shuffled.order.map(i => words[i].text));
    const to = places[shuffled.order.indexOf(word)].x;
    const t = this.shuffled();
    // On the way, words pass above and below each other.
    const lift = Math.sin(Math.PI * t) * (word % 2 === 0 ? -12 : 12);
    return {x: from + (to - from) * t, y: y + lift};
  }

  private paintChip(
    context: CanvasRenderingContext2D,
    text: string,
    x: number,
    y: number,
    width: number,
  ): void {
    const {token} = this.palette.roles;
    const box = {x, y, width, height: CHIP.height};
    paintBox(context, box, RADIUS.token, token.fill, token.stroke, STROKE.rest);
    paintText(context, text, x + width / 2, y + 44, {
      family: MONO,
      size: SIZE.token,
      weight: 500,
      color: token.text,
      align: 'center',
    });
  }

  private slotBox(
    slot: number,
    top: number,
  ): {x: number; y: number; width: number; height: number} {
    const {vocabulary} = this.settings.bag;
    const left = LAYOUT.marginX + LABEL;
    const right = FRAME.width - LAYOUT.marginX;
    const width = (right - left + SLOT.gap) / vocabulary.length - SLOT.gap;
    return {x: left + slot * (width + SLOT.gap), y: top, width, height: SLOT.height};
  }

  private paintVocabulary(context: CanvasRenderingContext2D): void {
    const {bag, vocabularyWord} = this.settings;
    const {palette} = this;
    withAlpha(context, Math.min(1, this.collected()), () =>
      this.paintLabel(context, vocabularyWord, TOPS.vocabulary),
    );
    bag.vocabulary.forEach((word, slot) => {
      const first = this.flights.findIndex(flight => flight.slot === slot);
      withAlpha(context, arrived(this.collected() - first), () => {
        const box = this.slotBox(slot, TOPS.vocabulary);
        paintBox(context, box, RADIUS.token, palette.panel, palette.muted, STROKE.rest);
        const size = Math.min(SIZE.token, fitting(word, box.width - 16));
        paintText(context, word, box.x + box.width / 2, box.y + 47, {
          ...{family: MONO, size, weight: 500, color: palette.ink, align: 'center'},
        });
      });
    });
  }

  private paintCounts(context: CanvasRenderingContext2D): void {
    const {bag, rowWord} = this.settings;
    const {palette} = this;
    let before = 0;
    bag.sentences.forEach(({words}, sentence) => {
      const started = this.counted() - before;
      const top = TOPS.counts + sentence * TOPS.row;
      withAlpha(context, Math.min(1, started * 2), () => {
        this.paintLabel(context, rowWord(sentence + 1), top);
        bag.vocabulary.forEach((_, slot) => {
          const own = words.filter(
            ({index}, i) => index === slot && this.counted() - before - i >= 1,
          ).length;
          const box = this.slotBox(slot, top);
          const {residual, score} = palette.roles;
          const isCommon = bag.sentences.every(other =>
            other.words.some(({index}) => index === slot),
          );
          const common = isCommon ? this.alike() : 0;
          paintBox(
            context,
            box,
            RADIUS.token,
            own > 0 ? residual.fill : palette.panel,
            own > 0 ? mixColors(residual.stroke, score.stroke, common) : palette.rule,
            STROKE.rest + (STROKE.selected - STROKE.rest) * common,
          );
          paintText(context, `${own}`, box.x + box.width / 2, box.y + 49, {
            family: MONO,
            size: SIZE.title,
            weight: own > 0 ? 700 : 500,
            color: mixColors(palette.muted, residual.text, own > 0 ? 1 : 0),
            align: 'center',
          });
        });
      });
      before += words.length;
    });
  }

  private paintLabel(context: CanvasRenderingContext2D, text: string, top: number): void {
    paintText(context, text, LAYOUT.marginX, top + 47, {
      family: SANS,
      size: SIZE.label,
      weight: 600,
      color: this.palette.muted,
    });
  }

  /** A word on its way from its sentence into a slot. */
  private paintFlight(
    context: CanvasRenderingContext2D,
    {sentence, word, slot}: Flight,
    progress: number,
    top: number,
  ): void {
    if (progress <= 0 || progress >= 1) return;
    const t = easeInOutCubic(progress);
    const from = this.chipPlace(sentence, word);
    const to = this.slotBox(slot, top);
    const {width} = this.chips[sentence][word];
    const {text} = this.settings.bag.sentences[sentence].words[word];
    this.paintChip(
      context,
      text,
      from.x + (to.x + (to.width - width) / 2 - from.x) * t,
      from.y + (to.y - from.y) * t,
      width,
    );
  }
}

const arrived = (progress: number): number =>
  Math.max(0, Math.min(1, (progress - 0.7) / 0.3));

/** Places of words in a row. */
function rowOf(words: readonly string[]): {x: number; width: number}[] {
  let x: number = LAYOUT.marginX + LABEL;
  return words.map(word => {
    const width = textWidth(word, MONO, SIZE.token, 500) + 2 * CHIP.padding;
    const place = {x, width};
    x += width + CHIP.gap;
    return place;
  });
}

/** Size at which a word is as wide as its slot. */
const fitting = (word: string, width: number): number =>
  (SIZE.token * width) / textWidth(word, MONO, SIZE.token, 500);
