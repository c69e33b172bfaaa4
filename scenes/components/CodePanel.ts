import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source} from '../captured/tensor.ts';
import {FADED, RADIUS} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import type {ColorRole} from '../theme/palette.ts';
import {MONO, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {codeSpans, splitWords} from './code-spans.ts';
import type {CodeSpan} from './code-spans.ts';
import type {Box} from './box.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';

export interface CodePanelProps extends NodeProps {
  /** The code, its lines parted by line breaks. */
  code: string;
  /** Default `python`; `text` for what a program prints. */
  language?: 'python' | 'text';
  /** Words that take the colour of a role wherever they stand, e.g. `q_proj`. */
  roles?: Readonly<Record<string, ColorRole>>;
  /** Where what it prints comes from; default nowhere, for code that is only read. */
  source?: Source;
  /**
   * Room for the panel, in frame coordinates; it is as high as its lines need, and stands
   * in the middle.
   */
  box: Box;
}

const PAD = {x: 40, y: 32} as const;
const LINE = 46;
const NUMBER = 64;

/**
 * A piece of code, or what it prints, line by line. Keywords are bold and comments quiet;
 * colour is kept for names of a model's parts. Some lines can stand out.
 *
 * @category Models
 */
export class CodePanel extends Painted {
  /** How many lines have been written; fractions write the next one. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** First and last line that stand out, from 1. */
  @initial(null)
  @signal()
  declare public readonly lines: SimpleSignal<readonly [number, number] | null, this>;

  /** 0 to 1: how far the other lines have faded. */
  @initial(0)
  @signal()
  declare public readonly picked: SimpleSignal<number, this>;

  private readonly spans: readonly (readonly CodeSpan[])[];
  private readonly settings: Pick<CodePanelProps, 'roles' | 'source' | 'box'>;

  public constructor(props: CodePanelProps) {
    const {code, language = 'python', roles, source, box, ...rest} = props;
    super(rest);
    this.spans = codeSpans(code, language);
    const height = 2 * PAD.y + this.count * LINE;
    this.settings = {
      roles,
      source,
      box: {...box, y: box.y + (box.height - height) / 2, height},
    };
    this.checkFit(box);
  }

  /** Number of lines. */
  public get count(): number {
    return this.spans.length;
  }

  /** Middle of a line's left edge; lines count from 1. */
  public anchor(line: number): {x: number; y: number} {
    const {box} = this.settings;
    return {x: box.x + PAD.x, y: box.y + PAD.y + (line - 0.5) * LINE};
  }

  public override sources(): readonly Source[] {
    const {source} = this.settings;
    return source && this.shown() > 0 ? [source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const {box} = this.settings;
    withAlpha(context, Math.min(1, this.shown() * 2), () =>
      paintBox(context, box, RADIUS.block, palette.panel, palette.rule, 2),
    );
    this.spans.forEach((spans, i) => {
      const written = Math.min(1, this.shown() - i);
      if (written <= 0) return;
      const [from, to] = this.lines() ?? [1, this.count];
      const other = i + 1 < from || i + 1 > to ? this.picked() : 0;
      withAlpha(context, 1 - (1 - FADED) * other, () =>
        this.paintLine(context, spans, i, written),
      );
    });
  }

  private paintLine(
    context: CanvasRenderingContext2D,
    spans: readonly CodeSpan[],
    index: number,
    written: number,
  ): void {
    const {palette} = this;
    const {box, roles = {}} = this.settings;
    const baseline = box.y + PAD.y + index * LINE + LINE / 2 + 10;
    const style = {family: MONO, size: SIZE.small} as const;
    paintText(context, `${index + 1}`, box.x + PAD.x + NUMBER - 32, baseline, {
      ...{...style, weight: 500, color: palette.muted},
      align: 'right',
    });
    const length = spans.reduce((sum, {text}) => sum + text.length, 0);
    let left = Math.ceil(length * written);
    let x = box.x + PAD.x + NUMBER;
    for (const {text, kind} of spans) {
      for (const piece of splitWords(text, Object.keys(roles))) {
        const part = piece.slice(0, left);
        if (part === '') return;
        left -= part.length;
        const role = Object.hasOwn(roles, piece) ? palette.roles[roles[piece]] : null;
        const quiet = {plain: 0, keyword: 0, string: 0.55, quiet: 1}[kind];
        const weight = role || kind === 'keyword' ? 700 : 500;
        const color = role?.text ?? mixColors(palette.ink, palette.muted, quiet);
        paintText(context, part, x, baseline, {...style, weight, color});
        x += textWidth(part, MONO, SIZE.small, weight);
      }
    }
  }

  private checkFit(box: Box): void {
    const room = box.width - 2 * PAD.x - NUMBER;
    this.spans.forEach((spans, i) => {
      const text = spans.map(span => span.text).join('');
      if (textWidth(text, MONO, SIZE.small, 700) <= room) return;
      throw new Error(`Line ${i + 1} of the code is too wide for its panel: ${text}`);
    });
    if (this.settings.box.height <= box.height) return;
    throw new Error(`${this.count} lines of code are too many for their panel.`);
  }
}
