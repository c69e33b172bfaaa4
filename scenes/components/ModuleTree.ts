import {initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {ModuleNode} from '../../data-extract/capture/format.ts';
import type {Source} from '../captured/tensor.ts';
import {step} from '../theme/step.ts';
import {group} from '../script/interpolate.ts';
import {FADED, RADIUS} from '../theme/layout.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Picture} from './Picture.ts';
import type {Extent, PictureProps} from './Picture.ts';
import type {Box} from './box.ts';
import {ELLIPSIS, moduleLines} from './module-lines.ts';
import type {FusedPart, ModuleLine} from './module-lines.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';

export interface ModuleTreeProps extends PictureProps {
  /** The model's modules, see `results.modules`. */
  tree: ModuleNode;
  /** Where the modules come from. */
  source: Source;
  /** Parts of modules that do the work of several, by the end of their path. */
  fused?: Readonly<Record<string, readonly FusedPart[]>>;
  /** Whether the shapes of weights have a column. Default: they have. */
  hasShapes?: boolean;
  /** What stands above a column of parameters. Default: there is none. */
  words?: {parameters: string};
}

const ROW = {most: 46, least: 34} as const;
const INDENT = 34;
const HEAD = 52;
/** From the left edge of a line to its name. */
const NAME = 38;
const COLUMN_GAP = 64;
/** Room for the badge of equal modules after their name. */
const BADGE = 70;

/**
 * A model's modules as `print(model)` lists them: names as in the code, shapes of the
 * weights, parameters. Equal layers fold into one line; fused modules open into their
 * parts. What does not fit is left out from the deepest level up, and lines say so.
 *
 * @category Models
 */
export class ModuleTree extends Picture {
  /** 0 to 1: how far equal modules have folded into one line. */
  @initial(0)
  @signal()
  declare public readonly folded: SimpleSignal<number, this>;

  /** 0 to 1: how far fused modules have opened. */
  @initial(0)
  @signal()
  declare public readonly opened: SimpleSignal<number, this>;

  /** End of the path of the modules that stand out, `null` for none. */
  @initial(null)
  @signal()
  declare public readonly module: SimpleSignal<string | null, this>;

  /** 0 to 1: how far the others have faded. */
  @initial(0)
  @signal()
  declare public readonly picked: SimpleSignal<number, this>;

  /** The lines of the tree, from the top. */
  public readonly lines: readonly ModuleLine[];
  /** From the left edge to the right edges of the columns of shapes and of parameters. */
  private readonly columns: {shape: number; parameters: number};
  private readonly settings: Pick<ModuleTreeProps, 'source' | 'words' | 'hasShapes'>;

  public constructor({
    tree,
    source,
    fused,
    words,
    hasShapes = true,
    ...props
  }: ModuleTreeProps) {
    super(props);
    this.settings = {source, words, hasShapes};
    this.lines = moduleLines(
      tree,
      Math.floor((this.box().height - HEAD) / ROW.least),
      fused,
    );
    const widest = (text: (line: ModuleLine) => string): number =>
      Math.max(...this.lines.map(line => textWidth(text(line), MONO, SIZE.small, 500)));
    const names = Math.max(...this.lines.map(nameEnd));
    const shape = names + (hasShapes ? COLUMN_GAP + widest(line => shapeOf(line)) : 0);
    const parameters = Math.max(
      widest(line => group(line.parameters)),
      textWidth(words?.parameters ?? '', SANS, SIZE.small, 600),
    );
    this.columns = {shape, parameters: shape + (words ? COLUMN_GAP + parameters : 0)};
  }

  /** Number of lines. */
  public override get count(): number {
    return this.lines.length;
  }

  /** As wide as its columns. */
  public override extent(): Extent {
    return {width: this.columns.parameters, height: 'rest'};
  }

  /** Where a line's name stands, with the mark of its role before it. */
  public boxOf(index: number): Box {
    const {tops, height} = this.rows();
    const {x} = this.box();
    const {depth} = this.lines[index];
    const width = nameEnd(this.lines[index]) - depth * INDENT;
    return {x: x + depth * INDENT, y: tops[index], width, height};
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  /** How much of its height a line has now. */
  private presence({kind}: ModuleLine): number {
    if (kind === 'copy') return 1 - this.folded();
    return kind === 'part' ? this.opened() : 1;
  }

  private rows(): {tops: number[]; height: number} {
    const box = this.box();
    const count = this.lines.reduce((sum, line) => sum + this.presence(line), 0);
    const height = Math.min(ROW.most, (box.height - HEAD) / count);
    let y = box.y + HEAD;
    const tops = this.lines.map(line => {
      const top = y;
      y += height * this.presence(line);
      return top;
    });
    return {tops, height};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {tops, height} = this.rows();
    const box = this.box();
    const {words} = this.settings;
    withAlpha(context, Math.min(1, this.shown()), () =>
      paintText(
        context,
        words?.parameters ?? '',
        box.x + this.columns.parameters,
        box.y + 28,
        {
          family: SANS,
          size: SIZE.small,
          weight: 600,
          color: this.palette.muted,
          align: 'right',
        },
      ),
    );
    this.lines.forEach((line, i) => {
      const appeared = step(this.shown(), i);
      const picked = this.module();
      const other = picked !== null && !line.path.includes(picked) ? this.picked() : 0;
      const there = Math.max(0, 2 * this.presence(line) - 1);
      withAlpha(context, appeared * there * (1 - (1 - FADED) * other), () =>
        this.paintLine(context, line, tops[i], height),
      );
    });
  }

  private paintLine(
    context: CanvasRenderingContext2D,
    line: ModuleLine,
    top: number,
    height: number,
  ): void {
    const {palette} = this;
    const box = this.box();
    const x = box.x + line.depth * INDENT;
    const baseline = top + height / 2 + 10;
    const colors = line.role === null ? null : palette.roles[line.role];
    const mono = {family: MONO, size: SIZE.small, weight: 500} as const;
    if (line.depth > 0) {
      context.fillStyle = palette.rule;
      context.fillRect(x - INDENT / 2 - 1, top + 2, 2, height - 4);
    }
    const swatch = {x, y: top + height / 2 - 12, width: 24, height: 24};
    paintBox(
      context,
      swatch,
      RADIUS.cell,
      colors?.fill ?? palette.panel,
      colors?.stroke ?? palette.faint,
      2.5,
    );
    const folded = line.closed ? 1 : this.folded();
    const name = folded < 0.5 && line.times > 1 ? firstOf(line.name) : line.name;
    const text = colors?.text ?? palette.ink;
    paintText(context, name, x + NAME, baseline, {...mono, weight: 700, color: text});
    let end = x + NAME + textWidth(name, MONO, SIZE.small, 700) + 22;
    withAlpha(context, line.times > 1 ? 2 * folded - 1 : 0, () => {
      const badge = `\u00D7 ${line.times}`;
      const style = {family: SANS, size: SIZE.small, weight: 700} as const;
      paintText(context, badge, end, baseline, {...style, color: palette.ink});
    });
    if (line.times > 1) end += BADGE;
    if (line.hidden > 0) {
      const more = line.name === ELLIPSIS ? `${line.hidden}` : `\u2026 ${line.hidden}`;
      paintText(context, more, end, baseline, {...mono, color: palette.muted});
    }
    if (line.name === ELLIPSIS) return;
    const shape = this.settings.hasShapes ? shapeOf(line) : '';
    const style = {...mono, align: 'right'} as const;
    paintText(context, shape, box.x + this.columns.shape, baseline, {
      ...style,
      color: palette.muted,
    });
    if (!this.settings.words) return;
    const parameters = group(line.parameters);
    paintText(context, parameters, box.x + this.columns.parameters, baseline, {
      ...style,
      color: palette.ink,
    });
  }
}

/** From the left edge of the list to the end of a line's name. */
const nameEnd = ({depth, name, times}: ModuleLine): number =>
  depth * INDENT +
  NAME +
  textWidth(name, MONO, SIZE.small, 700) +
  (times > 1 ? BADGE : 0);

const shapeOf = ({shape}: ModuleLine): string => shape?.join(' \u00D7 ') ?? '';

/** The first of several numbered modules. */
const firstOf = (name: string): string => name.split(' ')[0];
