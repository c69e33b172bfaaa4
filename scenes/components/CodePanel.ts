import {computed} from '@motion-canvas/2d';

import type {Source} from '../captured/tensor.ts';
import {RADIUS} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import type {ColorRole} from '../theme/palette.ts';
import {MONO, SIZE} from '../theme/type.ts';
import {PickablePicture} from './PickablePicture.ts';
import type {PictureProps} from './Picture.ts';
import {codeSpans, splitWords} from './code-spans.ts';
import type {CodeLanguage, CodeSpan} from './code-spans.ts';
import type {Box} from './box.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';

export interface CodePanelProps extends PictureProps {
  /** The code, its lines parted by line breaks. */
  code: string;
  /** Default `python`; `text` for what a program prints. */
  language?: CodeLanguage;
  /** Number of its first line, where it is part of more. Default 1. */
  first?: number;
  /** Words that take the colour of a role wherever they stand, e.g. `q_proj`. */
  roles?: Readonly<Record<string, ColorRole>>;
  /** Where what it prints comes from; default nowhere, for code that is only read. */
  source?: Source;
}

/** Size of its text in pixels. */
const TEXT = {least: SIZE.small, most: 38} as const;
/** What is around the text, by its size. */
const PAD = {x: 1.2, y: 0.9} as const;
const LINE = 1.5;
/** Room for the numbers of the lines, by the size of the text. */
const NUMBER = 2.2;

/**
 * A piece of code, or what it prints, line by line, as large as its room allows. Keywords are bold and comments quiet;
 * colour is kept for names of a model's parts. Some lines can stand out.
 *
 * @category Models
 */
export class CodePanel extends PickablePicture {
  private readonly spans: readonly (readonly CodeSpan[])[];
  private readonly settings: Pick<CodePanelProps, 'roles' | 'source'>;
  private readonly first: number;
  /** Whether lines have numbers: those of code do. */
  private readonly isNumbered: boolean;

  public constructor({
    code,
    language = 'python',
    first = 1,
    roles,
    source,
    ...props
  }: CodePanelProps) {
    super(props);
    this.spans = codeSpans(code, language);
    this.settings = {roles, source};
    this.first = first;
    this.isNumbered = language !== 'text';
  }

  /** Number of lines; fractions of `shown` write the next one. */
  public override get count(): number {
    return this.spans.length;
  }

  /** Beside others it takes room by its lines. */
  public override get share(): number {
    return this.count;
  }

  public override least(): {width: number; height: number} {
    return {width: this.widthAt(TEXT.least), height: this.heightAt(TEXT.least)};
  }

  /** What of its box it takes: it stands in the middle. */
  @computed()
  public override content(): Box {
    const box = this.box();
    const [width, height] = [this.widthAt(this.size()), this.heightAt(this.size())];
    return {
      width: Math.min(width, box.width),
      height,
      x: box.x + Math.max(0, box.width - width) / 2,
      y: box.y + (box.height - height) / 2,
    };
  }

  @computed()
  private size(): number {
    return this.sizeIn(this.box());
  }

  /** @throws Where not all of it can be read in a room. */
  private sizeIn({width, height}: {width: number; height: number}): number {
    const most = Math.min(width / this.widthAt(1), height / this.heightAt(1));
    // What it gets where it asked for the least is that but for the last bit.
    const size = Math.min(TEXT.most, most + 1e-6);
    if (size >= TEXT.least) return size;
    throw new Error(
      `${this.count} lines of code, the widest of ${this.columns} characters, are too many for their panel.`,
    );
  }

  private get columns(): number {
    return Math.max(
      ...this.spans.map(line => line.reduce((sum, {text}) => sum + text.length, 0)),
    );
  }

  private widthAt(size: number): number {
    const columns = this.columns * textWidth('0', MONO, size, 700);
    return columns + (2 * PAD.x + (this.isNumbered ? NUMBER : 0)) * size;
  }

  private heightAt(size: number): number {
    return (2 * PAD.y + this.count * LINE) * size;
  }

  public override sources(): readonly Source[] {
    const {source} = this.settings;
    return source && this.shown() > 0 ? [source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    withAlpha(context, Math.min(1, this.shown() * 2), () =>
      paintBox(context, this.content(), RADIUS.block, palette.panel, palette.rule, 2),
    );
    this.spans.forEach((spans, i) => {
      const written = Math.min(1, this.shown() - i);
      if (written <= 0) return;
      withAlpha(context, this.strengthOf(i), () =>
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
    const {roles = {}} = this.settings;
    const box = this.content();
    const size = this.size();
    const baseline = box.y + (PAD.y + (index + 0.5) * LINE + 0.36) * size;
    const style = {family: MONO, size} as const;
    let x = box.x + PAD.x * size;
    if (this.isNumbered) {
      x += NUMBER * size;
      paintText(context, `${this.first + index}`, x - size, baseline, {
        ...style,
        weight: 500,
        color: palette.muted,
        align: 'right',
      });
    }
    const length = spans.reduce((sum, {text}) => sum + text.length, 0);
    let left = Math.ceil(length * written);
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
        x += textWidth(part, MONO, size, weight);
      }
    }
  }
}
