import {initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';
import type {Source} from 'attention-in-motion/captured/tensor';
import {Picture} from 'attention-in-motion/components/Picture';
import type {PictureProps} from 'attention-in-motion/components/Picture';
import type {Box} from 'attention-in-motion/components/box';
import {
  paintBox,
  paintText,
  textWidth,
  withAlpha,
} from 'attention-in-motion/components/paint';
import {shorten} from 'attention-in-motion/components/shorten';
import {group} from 'attention-in-motion/script/numbers';
import {FADED, RADIUS, STROKE} from 'attention-in-motion/theme/layout';
import {mixColors} from 'attention-in-motion/theme/mix-colors';
import type {ColorRole} from 'attention-in-motion/theme/palette';
import {step} from 'attention-in-motion/theme/step';
import {MONO, SANS, SIZE} from 'attention-in-motion/theme/type';

import {planTriangle, totalOf, workOf} from './triangle-plan.ts';
import type {TrianglePlan} from './triangle-plan.ts';

export interface TriangleProps extends PictureProps {
  /** Tokens from the first of the prompt to the last that is predicted. */
  labels: readonly string[];
  /** How many of them the prompt has. */
  prompt: number;
  /** Whether keys and values are kept. */
  keeps: boolean;
  source: Source;
  /** Words in the scene's language: its name, and what is counted. */
  words: {title: string; tokens: string; scores: string};
}

const LONGEST = 190;
/** Left empty at its right end, in pixels. */
const APART = 56;
/** So far into a step its prediction comes into sight. */
const PREDICTED = 0.4;

/**
 * What a model computes to write some tokens: a row of scores for every token that it
 * reads, below the keys that it is compared with. What a step computes flashes.
 */
export class Triangle extends Picture {
  /** How many steps have been taken; fractions are amid one. */
  @initial(0)
  @signal()
  declare public readonly taken: SimpleSignal<number, this>;

  private readonly settings: Omit<TriangleProps, keyof PictureProps>;

  public constructor({labels, prompt, keeps, source, words, ...props}: TriangleProps) {
    super(props);
    this.settings = {labels, prompt, keeps, source, words};
  }

  private get steps(): number {
    return this.settings.labels.length - this.settings.prompt;
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {labels} = this.settings;
    const plan = planTriangle(this.room(), labels.length, text =>
      Math.min(
        LONGEST,
        Math.max(...labels.map(label => textWidth(label, MONO, text, 700))),
      ),
    );
    withAlpha(context, Math.min(1, this.shown()), () => {
      this.paintHeading(context);
      this.paintLetters(context, plan);
      labels.forEach((_, row) => this.paintRow(context, plan, row));
    });
  }

  /** Two triangles side by side stay clear of each other, their letters included. */
  private room(): Box {
    const box = this.box();
    return {...box, width: box.width - APART};
  }

  /** What has been computed: of a token in the step that is being taken, and ever. */
  private state(token: number): {flash: number; kept: number; made: number} {
    const {prompt, keeps} = this.settings;
    const now = Math.min(this.steps - 1, Math.floor(this.taken()));
    const t = this.taken() - now;
    const {first, end} = workOf(prompt, this.steps, keeps)[now];
    const isAtWork = token >= first && token < end;
    const flash = isAtWork ? Math.sin(Math.PI * Math.min(1, t)) : 0;
    const reads = Math.max(0, token - prompt + 1);
    const made = step(this.taken() * 2, 2 * reads);
    return {flash, made, kept: keeps ? made : flash};
  }

  private paintRow(
    context: CanvasRenderingContext2D,
    plan: TrianglePlan,
    row: number,
  ): void {
    const {roles} = this.palette;
    const {keeps} = this.settings;
    const {flash, kept, made} = this.state(row);
    const y = plan.top + row * plan.pitch;
    this.paintName(context, plan, row, made);
    if (made <= 0) return;
    const size = plan.pitch - 6;
    const query = {x: plan.queries, y: y + 3, width: size, height: size};
    this.paintPart(context, query, 'query', flash);
    const pair = {y: plan.shelf + 2, width: plan.width / 2 - 3, height: plan.pitch - 10};
    const x = plan.left + row * plan.width;
    this.paintPart(context, {...pair, x: x + 2}, 'key', kept);
    this.paintPart(context, {...pair, x: x + plan.width / 2 + 1}, 'value', kept);
    const rest = keeps ? FADED : 1;
    withAlpha(context, made * (rest + (1 - rest) * flash), () => {
      for (let key = 0; key <= row; key++) {
        const left = plan.left + key * plan.width;
        const cell = {
          x: left + 2,
          y: y + 2,
          width: plan.width - 4,
          height: plan.pitch - 4,
        };
        const fill = mixColors(roles.score.fill, roles.score.stroke, flash);
        paintBox(context, cell, RADIUS.cell, fill, null, 0);
      }
    });
  }

  private paintPart(
    context: CanvasRenderingContext2D,
    box: {x: number; y: number; width: number; height: number},
    role: ColorRole,
    alpha: number,
  ): void {
    const {fill, stroke} = this.palette.roles[role];
    withAlpha(context, alpha, () =>
      paintBox(context, box, RADIUS.cell, fill, stroke, STROKE.rest),
    );
  }

  /** A token that is predicted has a name before it has anything else. */
  private paintName(
    context: CanvasRenderingContext2D,
    plan: TrianglePlan,
    row: number,
    made: number,
  ): void {
    const {labels, prompt} = this.settings;
    if (plan.text === 0) return;
    const known =
      row < prompt
        ? 1
        : step((this.taken() - (row - prompt) - PREDICTED) / (1 - PREDICTED), 0);
    const {roles, muted} = this.palette;
    const y = plan.top + (row + 0.5) * plan.pitch + plan.text * 0.36;
    const label = shorten(labels[row], LONGEST, MONO, plan.text, 700);
    withAlpha(context, known, () =>
      paintText(context, label, plan.names, y, {
        family: MONO,
        size: plan.text,
        weight: 700,
        align: 'right',
        color: mixColors(muted, roles.token.text, made),
      }),
    );
  }

  /** What stands above the queries, and after the keys and values. */
  private paintLetters(
    context: CanvasRenderingContext2D,
    {text, queries, left, shelf, width, pitch}: TrianglePlan,
  ): void {
    if (text === 0) return;
    const write = (letter: string, role: ColorRole, x: number): void =>
      paintText(context, letter, x, shelf + pitch / 2 + text * 0.36 - 3, {
        family: SANS,
        size: text,
        weight: 700,
        align: 'center',
        color: this.palette.roles[role].text,
      });
    const end = left + this.settings.labels.length * width;
    write('Q', 'query', queries + pitch / 2 - 3);
    write('K', 'key', end - width / 2);
    write('V', 'value', end + width / 4);
  }

  private paintHeading(context: CanvasRenderingContext2D): void {
    const {words, prompt, keeps} = this.settings;
    const {x, y, width} = this.room();
    const {ink, muted, roles} = this.palette;
    const done = Math.floor(this.taken() + 1e-6);
    const {tokens, scores} = totalOf(workOf(prompt, done, keeps));
    const style = {family: SANS, size: SIZE.label, weight: 700} as const;
    paintText(context, words.title, x, y + 32, {...style, color: ink});
    const counts = `${words.tokens} ${group(tokens)}`;
    paintText(context, counts, x, y + 74, {...style, color: roles.token.text});
    const more = `${words.scores} ${group(scores)}`;
    paintText(context, more, x + width, y + 74, {
      ...style,
      align: 'right',
      weight: 600,
      color: muted,
    });
  }
}
