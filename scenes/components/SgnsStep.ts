import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {CapturedStep} from '../captured/word2vec.ts';
import type {Source} from '../captured/tensor.ts';
import {step} from '../motion/verb.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {signed} from '../script/numbers.ts';
import type {Box} from './matrix-plan.ts';
import {paintText, withAlpha} from './paint.ts';
import {paintCells} from './paint-cells.ts';
import {paintGuess} from './paint-guess.ts';
import {shorten} from './shorten.ts';

export interface SgnsStepProps extends NodeProps {
  /** The given word. */
  word: string;
  /** The pair that is trained, with its draws. */
  step: CapturedStep;
  /** Value of a cell's full colour. */
  limit: number;
  /** Names of the columns, in the scene's language. */
  words: {dot: string; sigmoid: string; answer: string; error: string};
}

/** Where the rows of a step lie, in frame coordinates. */
export interface StepRows {
  /** Tops of the given word's row and of each target's. */
  input: number;
  targets: readonly number[];
  height: number;
}

/** Rows of a pair with so many targets; many are lower and closer. */
export function stepRows(targets: number): StepRows {
  const pitch = Math.min(100, 300 / targets);
  return {
    input: 290,
    targets: Array.from({length: targets}, (_, k) => 500 + k * pitch),
    height: Math.min(64, pitch - 8),
  };
}

const CELLS = {left: 590, width: 540} as const;
const LABEL = {left: 380, width: 200} as const;
const COLUMNS = {
  dot: 1220,
  guess: 1320,
  guessWidth: 160,
  answer: 1654,
  error: 1768,
} as const;

/**
 * One pair of word2vec's training with its draws: the vectors are looked up, multiply and
 * collapse to dot products, the sigmoid makes guesses of these, and what is missing from the
 * answers moves every vector.
 *
 * @category Word vectors
 */
export class SgnsStep extends Painted {
  /** How many rows have been looked up, the given word's first. */
  @initial(0)
  @signal()
  declare public readonly lookedUp: SimpleSignal<number, this>;

  /** How many targets have been multiplied with the given word. */
  @initial(0)
  @signal()
  declare public readonly scored: SimpleSignal<number, this>;

  /** How many dot products have become guesses. */
  @initial(0)
  @signal()
  declare public readonly squeezed: SimpleSignal<number, this>;

  /** How many guesses have been compared with their answers. */
  @initial(0)
  @signal()
  declare public readonly compared: SimpleSignal<number, this>;

  /** 0 to 1: how far the vectors have moved. */
  @initial(0)
  @signal()
  declare public readonly moved: SimpleSignal<number, this>;

  private readonly settings: Omit<SgnsStepProps, keyof NodeProps>;
  private readonly rows: StepRows;

  public constructor({word, step: traced, limit, words, ...props}: SgnsStepProps) {
    super(props);
    this.settings = {word, step: traced, limit, words};
    this.rows = stepRows(traced.targets.length);
  }

  /** Number of targets. */
  public get count(): number {
    return this.settings.step.targets.length;
  }

  public override sources(): readonly Source[] {
    return this.lookedUp() > 0 ? [this.settings.step.input.before.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {word, step: traced} = this.settings;
    const input = this.blend(traced.input.before.data, traced.input.after.data);
    this.paintRow(context, word, input, this.rows.input, step(this.lookedUp(), 0));
    traced.targets.forEach((target, k) => {
      const {before, after} = traced.outputs[k];
      const values = this.blend(before.data, after.data);
      const top = this.rows.targets[k];
      this.paintRow(context, target.word, values, top, step(this.lookedUp(), k + 1));
      this.paintProduct(context, input, values, k);
      this.paintFigures(context, k);
    });
    this.paintHeadings(context);
  }

  private blend(before: Float32Array, after: Float32Array): Float32Array {
    const t = this.moved();
    return before.map((value, i) => value + (after[i] - value) * t);
  }

  /** A row that slides out of its matrix. */
  private paintRow(
    context: CanvasRenderingContext2D,
    word: string,
    values: Float32Array,
    top: number,
    out: number,
  ): void {
    if (out <= 0) return;
    const {ink} = this.palette;
    context.save();
    context.beginPath();
    context.rect(LABEL.left - 10, top - 10, 1920, this.rows.height + 20);
    context.clip();
    context.translate((out - 1) * (CELLS.left + CELLS.width - LABEL.left), 0);
    const label = shorten(word, LABEL.width - 14, MONO, SIZE.token, 700);
    paintText(context, label, LABEL.left, top + this.rows.height / 2 + 11, {
      ...{family: MONO, size: SIZE.token, weight: 700, color: ink},
    });
    const box = {x: CELLS.left, y: top, width: CELLS.width, height: this.rows.height};
    this.paintVector(context, values, this.settings.limit, box);
    context.restore();
  }

  private paintVector(
    context: CanvasRenderingContext2D,
    values: Float32Array,
    limit: number,
    box: Box,
  ): void {
    paintCells(context, this.palette, values, limit, box);
    context.strokeStyle = this.palette.rule;
    context.lineWidth = 2;
    context.strokeRect(box.x, box.y, box.width, box.height);
  }

  /** The given word's row comes down, multiplies, and collapses to a number. */
  private paintProduct(
    context: CanvasRenderingContext2D,
    input: Float32Array,
    values: Float32Array,
    k: number,
  ): void {
    const t = this.scored() - k;
    if (t <= 0 || t >= 1) return;
    const down = step(t / 0.45, 0);
    const gone = step((t - 0.55) / 0.45, 0);
    const {limit} = this.settings;
    const meets = t >= 0.45;
    const products = meets ? input.map((value, i) => value * values[i]) : input;
    const top = this.rows.input + (this.rows.targets[k] - this.rows.input) * down;
    const left = CELLS.left + (COLUMNS.dot - CELLS.left) * gone;
    const width = CELLS.width * (1 - gone);
    withAlpha(context, (meets ? 1 : 0.85) * (1 - gone * 0.4), () =>
      this.paintVector(context, products, meets ? limit * limit : limit, {
        ...{x: left, y: top, width: Math.max(4, width), height: this.rows.height},
      }),
    );
  }

  private paintFigures(context: CanvasRenderingContext2D, k: number): void {
    const {label, dot, sigmoid, error, dotAfter, sigmoidAfter} =
      this.settings.step.targets[k];
    const {palette} = this;
    const baseline = this.rows.targets[k] + this.rows.height / 2 + 11;
    const style = {family: MONO, size: SIZE.token, weight: 700, align: 'center'} as const;
    const moved = this.moved();
    withAlpha(context, Math.min(1, (this.scored() - k - 0.85) / 0.15), () => {
      const text = signed(moved < 0.5 ? dot : dotAfter);
      paintText(context, text, COLUMNS.dot, baseline, {...style, color: palette.ink});
    });
    const box = {
      ...{x: COLUMNS.guess, y: this.rows.targets[k] + 8},
      ...{width: COLUMNS.guessWidth, height: this.rows.height - 16},
    };
    paintGuess(context, palette, box, {
      guess: sigmoid + (sigmoidAfter - sigmoid) * moved,
      figure: moved < 0.5 ? sigmoid : sigmoidAfter,
      was: moved > 0 ? sigmoid : null,
      answer: label,
      grown: step(this.squeezed(), k),
      compared: step(this.compared(), k) * (1 - moved),
    });
    withAlpha(context, step(this.compared(), k), () => {
      paintText(context, `${label}`, COLUMNS.answer, baseline, {
        ...{...style, color: label === 1 ? palette.roles.residual.text : palette.muted},
      });
      withAlpha(context, 1 - moved, () =>
        paintText(context, signed(error), COLUMNS.error, baseline, {
          ...{...style, color: palette.roles.score.text},
        }),
      );
    });
  }

  private paintHeadings(context: CanvasRenderingContext2D): void {
    const {words} = this.settings;
    const baseline = this.rows.targets[0] - 26;
    const style = {family: SANS, size: SIZE.small, weight: 600} as const;
    const color = this.palette.muted;
    const heading = (text: string, x: number, alpha: number): void =>
      withAlpha(context, Math.min(1, alpha), () =>
        paintText(context, text, x, baseline, {...style, color, align: 'center'}),
      );
    heading(words.dot, COLUMNS.dot, this.scored());
    heading(words.sigmoid, COLUMNS.guess + COLUMNS.guessWidth / 2, this.squeezed());
    heading(words.answer, COLUMNS.answer, this.compared());
    heading(words.error, COLUMNS.error, this.compared() * (1 - this.moved()));
  }
}
