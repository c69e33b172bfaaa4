import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {CapturedBag} from '../captured/bag-of-words.ts';
import type {Source} from '../captured/tensor.ts';
import {step} from '../motion/verb.ts';
import {FADED, LAYOUT} from '../theme/layout.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {BagSentences} from './BagSentences.ts';
import {Painted} from './Painted.ts';
import type {BagPlan} from './bag-plan.ts';
import {bagRows, sharedWords} from './bag-rows.ts';
import type {BagFlight} from './bag-rows.ts';
import {paintCountCell, paintOutline, paintVocabularyCell} from './paint-bag.ts';
import {paintChip} from './paint-chip.ts';
import {paintText, withAlpha} from './paint.ts';

export interface WordBagProps extends NodeProps {
  /** The sentences with their counts. */
  bag: CapturedBag;
  /** Words in the scene's language. */
  words: {
    vocabulary: string;
    /** What stands before the counts of a sentence, by its number from 1. */
    row: (number: number) => string;
    /** What stands before the counts of the shuffled sentence. */
    shuffled: string;
    /** What is written under places that all sentences share. */
    cosine: string;
  };
}

/** Share of a word's turn that it takes to its place; in the rest, the place answers. */
const FLIGHT = 0.65;

/**
 * Sentences, the vocabulary of their words, and how often each word stands in each
 * sentence: the text is cut into words, words fly down into their places, and counts tick.
 *
 * @category Words and tokens
 */
export class WordBag extends Painted {
  /** How many sentences have appeared; fractions fade the next one in. */
  @initial(0)
  @signal()
  declare public readonly sentences: SimpleSignal<number, this>;

  /** 0 to 1: how far the running text has been cut into words. */
  @initial(0)
  @signal()
  declare public readonly cut: SimpleSignal<number, this>;

  /** How many of the vocabulary and the rows of counts have opened. */
  @initial(0)
  @signal()
  declare public readonly opened: SimpleSignal<number, this>;

  /** How many words, over all sentences, have gone into the vocabulary. */
  @initial(0)
  @signal()
  declare public readonly collected: SimpleSignal<number, this>;

  /** How many words have been counted, over all sentences and then the shuffled one. */
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

  /** 0 to 1: how far the shuffled sentence and its original are seen to be the same. */
  @initial(0)
  @signal()
  declare public readonly same: SimpleSignal<number, this>;

  private readonly settings: Omit<WordBagProps, keyof NodeProps>;
  private readonly chips: BagSentences;
  private readonly plan: BagPlan;
  private readonly rows: readonly (readonly BagFlight[])[];
  private readonly shared: readonly boolean[];

  public constructor({bag, words, ...props}: WordBagProps) {
    super(props);
    this.settings = {bag, words};
    this.rows = bagRows(bag);
    this.shared = sharedWords(bag);
    this.chips = new BagSentences(bag, this.shared, this.rows.length);
    this.plan = this.chips.plan;
  }

  /** Words of the first so many rows. */
  public countTo(rows: number): number {
    return this.rows.slice(0, rows).reduce((sum, row) => sum + row.length, 0);
  }

  public override sources(): readonly Source[] {
    return this.counted() > 0 ? [this.settings.bag.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {bag} = this.settings;
    context.translate(0, this.drop);
    bag.sentences.forEach((_, sentence) =>
      withAlpha(
        context,
        Math.min(1, this.sentences() - sentence) * this.presence(sentence),
        () =>
          this.chips.paint(context, this.palette, sentence, this.cut(), this.shuffled()),
      ),
    );
    withAlpha(context, this.opened(), () => this.paintVocabulary(context));
    this.rows.forEach((_, row) =>
      withAlpha(context, Math.min(1, this.opened() - row - 1), () =>
        this.paintCounts(context, row),
      ),
    );
    this.paintCosine(context);
    this.paintSame(context);
    const flights = this.rows.flat();
    flights.slice(0, this.countTo(bag.sentences.length)).forEach((flight, i) => {
      this.paintFlight(context, flight, this.collected() - i, this.plan.tops[0]);
    });
    flights.forEach((flight, i) => {
      const top = this.plan.tops[flight.row + 1];
      this.paintFlight(context, flight, this.counted() - i, top);
    });
  }

  /** What is open stands in the middle of the stage; the cosine takes the room of a row. */
  private get drop(): number {
    const {drops} = this.plan;
    const open = Math.min(drops.length - 1, this.opened() + this.alike());
    const before = Math.floor(open);
    const after = Math.min(drops.length - 1, before + 1);
    return drops[before] + (drops[after] - drops[before]) * (open - before);
  }

  /** How much a sentence stands out: less while another one is counted. */
  private presence(sentence: number): number {
    const {sentences, shuffled} = this.settings.bag;
    const away = (row: number): number => {
      const own = row === sentences.length ? shuffled?.sentence : row;
      return own === sentence ? 0 : 1;
    };
    // From the opening of one row to that of the next, the fading goes over.
    const row = Math.min(this.rows.length, this.opened()) - 2;
    if (row <= -1) return 1;
    const before = Math.floor(row);
    const from = before < 0 ? 0 : away(before);
    const to = away(Math.min(this.rows.length - 1, before + 1));
    const faded = (from + (to - from) * (row - before)) * (1 - this.alike());
    return 1 - (1 - FADED) * faded;
  }

  private paintVocabulary(context: CanvasRenderingContext2D): void {
    const {bag, words} = this.settings;
    const {plan, palette} = this;
    const flights = this.rows.flat().slice(0, this.countTo(bag.sentences.length));
    this.paintLabel(context, words.vocabulary, plan.tops[0]);
    for (const {word, x, width} of plan.slots) {
      const turns = flights.flatMap(({term}, i) =>
        this.slotOf(term).word === word ? [answer(this.collected() - i)] : [],
      );
      const box = {x, width, y: plan.tops[0], height: plan.slotHeight};
      const label = word === null ? `+${plan.left}` : bag.vocabulary[word];
      // A word that comes again finds its place taken: the place answers.
      const again = turns.slice(1).map(pulse);
      withAlpha(context, Math.min(1, turns[0] * 2), () =>
        paintVocabularyCell(context, label, box, palette, Math.max(0, ...again)),
      );
    }
  }

  private paintCounts(context: CanvasRenderingContext2D, row: number): void {
    const {bag, words} = this.settings;
    const {plan, palette} = this;
    const y = plan.tops[row + 1];
    const started = this.counted() - this.countTo(row);
    const label = row < bag.sentences.length ? words.row(row + 1) : words.shuffled;
    this.paintLabel(context, label, y);
    for (const {word, x, width} of plan.slots) {
      const turns = this.rows[row].flatMap(({term}, i) =>
        this.slotOf(term).word === word ? [answer(started - i)] : [],
      );
      paintCountCell(context, {x, y, width, height: plan.slotHeight}, palette, {
        count: word === null ? null : turns.filter(turn => turn > 0).length,
        pop: Math.max(0, ...turns.map(pulse)),
        common: word !== null && this.shared[word] ? this.alike() : 0,
      });
    }
  }

  /** The cosine, in the room of the row that is still to come. */
  private paintCosine(context: CanvasRenderingContext2D): void {
    const {slots, tops, slotHeight} = this.plan;
    const {x, width} = slots[slots.length - 1];
    const y = tops[this.settings.bag.sentences.length] + slotHeight + 64;
    withAlpha(context, this.alike() * 2 - 1, () =>
      paintText(context, this.settings.words.cosine, (slots[0].x + x + width) / 2, y, {
        ...{family: SANS, size: SIZE.label, weight: 700, align: 'center'},
        color: this.palette.roles.score.text,
      }),
    );
  }

  /** Outlines around the two rows of counts that are the same. */
  private paintSame(context: CanvasRenderingContext2D): void {
    const {shuffled, sentences} = this.settings.bag;
    if (!shuffled) return;
    const {slots, slotHeight, tops} = this.plan;
    const {x, width} = slots[slots.length - 1];
    for (const row of [shuffled.sentence, sentences.length]) {
      const y = tops[row + 1];
      const box = {x: slots[0].x, y, width: x + width - slots[0].x, height: slotHeight};
      paintOutline(context, box, this.palette, this.same());
    }
  }

  private paintLabel(context: CanvasRenderingContext2D, text: string, top: number): void {
    const baseline = top + this.plan.slotHeight / 2 + 11;
    paintText(context, text, LAYOUT.marginX, baseline, {
      ...{family: SANS, size: SIZE.label, weight: 600, color: this.palette.muted},
    });
  }

  private slotOf(term: number): BagPlan['slots'][number] {
    const {slots} = this.plan;
    return slots.find(({word}) => word === term) ?? slots[slots.length - 1];
  }

  /** A word on its way from its sentence into a slot. */
  private paintFlight(
    context: CanvasRenderingContext2D,
    {sentence, word, text, term}: BagFlight,
    turn: number,
    top: number,
  ): void {
    if (turn <= 0 || turn >= FLIGHT) return;
    const t = step(turn / FLIGHT, 0);
    const from = this.chips.place(sentence, word, this.shuffled());
    const to = this.slotOf(term);
    const {chipHeight, slotHeight} = this.plan;
    const box = {
      x: from.x + (to.x + (to.width - from.width) / 2 - from.x) * t,
      y: from.y + (top + (slotHeight - chipHeight) / 2 - from.y) * t,
      width: from.width,
      height: chipHeight,
    };
    withAlpha(context, Math.min(1, (1 - turn / FLIGHT) * 6), () =>
      paintChip(context, text, box, {palette: this.palette}),
    );
  }
}

/** 0 until a word has arrived, then up to 1 at the end of its turn. */
const answer = (turn: number): number =>
  Math.max(0, Math.min(1, (turn - FLIGHT) / (1 - FLIGHT)));

/** Up to 1 and down again in the course of an answer. */
const pulse = (turn: number): number => Math.sin(Math.PI * turn);
