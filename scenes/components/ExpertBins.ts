import {computed, initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source} from '../captured/tensor.ts';
import {step} from '../theme/step.ts';
import {FADED, RADIUS, STROKE} from '../theme/layout.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Picture} from './Picture.ts';
import type {PictureProps} from './Picture.ts';
import {binsPlan, fillBins} from './bins-plan.ts';
import type {BinEntry, BinsPlan} from './bins-plan.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';
import {paintChip} from './paint-chip.ts';

export interface ExpertBinsProps extends PictureProps {
  /** Labels of the tokens. */
  tokens: readonly string[];
  /** For each token the index of every expert that the router chose. */
  choices: readonly (readonly number[])[];
  /** How many experts there are. */
  experts: number;
  /** Where the choices come from. */
  source: Source;
  /** What stands over it. */
  title?: string;
  /** So many tokens an expert takes; those above the lid are left out. */
  capacity?: number;
  /**
   * How many tokens there is room for in height, where that is more than are in the
   * fullest bin: pictures with the same room have one scale.
   *
   * @unit count
   */
  highest?: number;
  /** Words in the scene's language. */
  words: {expert: string; capacity?: string; even?: string};
}

const NAME = {height: 62, gap: 14} as const;
const COUNT = 48;
const TITLE = 44;
/** Between the bins and the words of the lines. */
const LINE_AIR = 14;
/** Entries drop through so many steps of `routed`. */
const FALL = 1;

/**
 * Which expert takes which tokens: the tokens of a text drop into the bins of their
 * experts, one after the other, and pile up to a histogram. A lid shows what an expert
 * may take at most.
 *
 * @category Experts
 */
export class ExpertBins extends Picture {
  /** How many tokens have reached their experts. */
  @initial(0)
  @signal()
  declare public readonly routed: SimpleSignal<number, this>;

  /** 0 to 1: how far the line has come in that all bins would reach if loads were even. */
  @initial(0)
  @signal()
  declare public readonly even: SimpleSignal<number, this>;

  /** 0 to 1: how far the lids have closed, and what lies above them has faded. */
  @initial(0)
  @signal()
  declare public readonly capped: SimpleSignal<number, this>;

  private readonly settings: Omit<ExpertBinsProps, keyof PictureProps>;
  private readonly entries: readonly BinEntry[];
  public constructor(props: ExpertBinsProps) {
    const {tokens, choices, experts, source, title, ...more} = props;
    const {capacity, highest, words, ...rest} = more;
    super(rest);
    this.settings = {tokens, choices, experts, source, title, capacity, highest, words};
    this.entries = fillBins(choices, experts);
  }

  @computed()
  private plan(): BinsPlan {
    const {experts, capacity, words, highest, title} = this.settings;
    const box = this.box();
    const top = COUNT + (title === undefined ? 0 : TITLE);
    const line = Math.max(
      ...[words.even ?? '', words.capacity ?? ''].map(word =>
        word === '' ? 0 : textWidth(word, SANS, SIZE.small, 600) + LINE_AIR,
      ),
    );
    const most = Math.max(
      capacity ?? 0,
      highest ?? 0,
      ...this.entries.map(({level}) => level + 1),
    );
    return binsPlan(
      {experts, highest: most},
      {
        ...box,
        width: box.width - line,
        y: box.y + top,
        height: box.height - top - NAME.height - NAME.gap,
      },
    );
  }

  /** How many tokens `route` counts. */
  public get counts(): {routed: number} {
    return {routed: this.settings.tokens.length};
  }

  public override sources(): readonly Source[] {
    return this.shown() * this.routed() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    withAlpha(context, this.shown(), () => this.paintAll(context));
  }

  private paintAll(context: CanvasRenderingContext2D): void {
    this.paintLine(context, {
      level: this.entries.length / this.settings.experts,
      alpha: this.even(),
      word: this.settings.words.even ?? '',
      color: this.palette.muted,
      dash: [14, 10],
    });
    for (const entry of this.entries) this.paintEntry(context, entry);
    const {capacity, words} = this.settings;
    this.paintLine(context, {
      level: capacity ?? 0,
      alpha: capacity === undefined ? 0 : this.capped(),
      word: words.capacity ?? '',
      color: this.palette.roles.router.stroke,
      dash: [],
    });
    this.paintNames(context);
    this.paintTitle(context);
  }

  private paintTitle(context: CanvasRenderingContext2D): void {
    const {x, y} = this.box();
    paintText(context, this.settings.title ?? '', x, y + SIZE.small, {
      family: SANS,
      size: SIZE.small,
      weight: 600,
      color: this.palette.roles.router.text,
    });
  }

  private loadsAt(routed: number): number[] {
    const loads = Array.from({length: this.settings.experts}, () => 0);
    for (const {token, expert} of this.entries) {
      if (routed - token >= FALL) loads[expert]++;
    }
    return loads;
  }

  private paintNames(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const plan = this.plan();
    const {experts, words} = this.settings;
    const {expert} = palette.roles;
    const loads = this.loadsAt(this.routed());
    for (let i = 0; i < experts; i++) {
      const x = plan.left + i * plan.step;
      const box = {
        x,
        y: plan.bottom + NAME.gap,
        width: plan.width,
        height: NAME.height,
      };
      paintBox(context, box, RADIUS.token, expert.fill, expert.stroke, STROKE.rest);
      const long = `${words.expert} ${i}`;
      const fits = textWidth(long, SANS, SIZE.small, 600) + 16 <= plan.width;
      const middle = x + plan.width / 2;
      paintText(context, fits ? long : `${i}`, middle, box.y + NAME.height / 2 + 10, {
        family: SANS,
        size: SIZE.small,
        weight: 600,
        color: expert.text,
        align: 'center',
      });
      if (loads[i] === 0) continue;
      const count = `${loads[i]}`;
      const top = plan.bottom - loads[i] * plan.rise;
      // The line of even loads passes behind the figure.
      const width = textWidth(count, MONO, SIZE.small, 700) + 12;
      context.fillStyle = palette.ground;
      context.fillRect(middle - width / 2, top - 40, width, 36);
      paintText(context, count, middle, top - 14, {
        family: MONO,
        size: SIZE.small,
        weight: 700,
        color: palette.ink,
        align: 'center',
      });
    }
  }

  private paintEntry(
    context: CanvasRenderingContext2D,
    {token, expert, level}: BinEntry,
  ): void {
    const plan = this.plan();
    const box = this.box();
    const {tokens, capacity = Infinity} = this.settings;
    const t = step(this.routed(), token);
    if (t <= 0) return;
    const to = {
      x: plan.left + expert * plan.step,
      y: plan.bottom - (level + 1) * plan.rise,
    };
    const from = {x: box.x + box.width / 2 - plan.width / 2, y: box.y};
    const over = level >= capacity ? this.capped() : 0;
    withAlpha(context, Math.min(1, t * 3) * (1 - (1 - FADED) * over), () =>
      paintChip(
        context,
        plan.labelled ? shortened(tokens[token], plan.width - 16) : '',
        {
          x: from.x + (to.x - from.x) * t,
          y: from.y + (to.y - from.y) * t,
          width: plan.width,
          height: plan.height,
        },
        {palette: this.palette, size: SIZE.small, special: over > 0.5},
      ),
    );
  }

  /** A line across all bins at a height of so many tokens, with its word at the right. */
  private paintLine(
    context: CanvasRenderingContext2D,
    line: {
      level: number;
      alpha: number;
      word: string;
      color: string;
      dash: readonly number[];
    },
  ): void {
    const plan = this.plan();
    const y = plan.bottom - line.level * plan.rise;
    const right = plan.left + (this.settings.experts - 1) * plan.step + plan.width;
    withAlpha(context, line.alpha, () => {
      context.strokeStyle = line.color;
      context.lineWidth = STROKE.arrow;
      context.setLineDash([...line.dash]);
      context.beginPath();
      context.moveTo(plan.left, y);
      context.lineTo(right, y);
      context.stroke();
      paintText(context, line.word, right + LINE_AIR, y + 10, {
        family: SANS,
        size: SIZE.small,
        weight: 600,
        color: this.palette.muted,
      });
    });
  }
}

/** A label that fits, its end cut off where it must be. */
function shortened(label: string, width: number): string {
  let text = label;
  while (text.length > 1 && textWidth(text, MONO, SIZE.small, 500) > width) {
    text = `${text.replace(/\u2026$/, '').slice(0, -1)}\u2026`;
  }
  return text;
}
