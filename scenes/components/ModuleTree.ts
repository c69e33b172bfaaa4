import {easeInOutCubic} from '@motion-canvas/core';
import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {ModuleNode} from '../../data-extract/capture/format.ts';
import type {Source} from '../captured/tensor.ts';
import {group} from '../script/interpolate.ts';
import {FADED, RADIUS} from '../theme/layout.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import type {Box} from './box.ts';
import {ELLIPSIS, moduleLines} from './module-lines.ts';
import type {FusedPart, ModuleLine} from './module-lines.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';

export interface ModuleTreeProps extends NodeProps {
  /** The model's modules, see `results.modules`. */
  tree: ModuleNode;
  /** Where the modules come from. */
  source: Source;
  /** Parts of modules that do the work of several, by the end of their path. */
  fused?: Readonly<Record<string, readonly FusedPart[]>>;
  /** What stands above the last column. */
  words: {parameters: string};
  /** Room for everything, in frame coordinates. */
  box: Box;
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
export class ModuleTree extends Painted {
  /** How many lines have appeared. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

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
  /** Right edges of the columns of shapes and of parameters. */
  private readonly columns: {shape: number; parameters: number};
  private readonly settings: Pick<ModuleTreeProps, 'source' | 'words' | 'box'>;

  public constructor({tree, source, fused, words, box, ...props}: ModuleTreeProps) {
    super(props);
    this.settings = {source, words, box};
    this.lines = moduleLines(tree, Math.floor((box.height - HEAD) / ROW.least), fused);
    const widest = (text: (line: ModuleLine) => string, weight: 500 | 700): number =>
      Math.max(
        ...this.lines.map(line => textWidth(text(line), MONO, SIZE.small, weight)),
      );
    const names = Math.max(
      ...this.lines.map(
        ({name, depth, times}) =>
          depth * INDENT +
          NAME +
          textWidth(name, MONO, SIZE.small, 700) +
          (times > 1 ? BADGE : 0),
      ),
    );
    const shape = box.x + names + COLUMN_GAP + widest(shapeOf, 500);
    const parameters = Math.max(
      widest(({parameters}) => group(parameters), 500),
      textWidth(words.parameters, SANS, SIZE.small, 600),
    );
    this.columns = {shape, parameters: shape + COLUMN_GAP + parameters};
  }

  /** Right edge of what is drawn. */
  public get right(): number {
    return this.columns.parameters;
  }

  /** Middle of a module's line at its left end, by the end of its path. */
  public anchor(path: string): {x: number; y: number} {
    const index = this.lines.findIndex(line => line.path.endsWith(path));
    if (index < 0) throw new Error(`The tree has no module "${path}".`);
    const {tops, height} = this.rows();
    const {x} = this.settings.box;
    return {x: x + this.lines[index].depth * INDENT, y: tops[index] + height / 2};
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
    const {box} = this.settings;
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
    const {box, words} = this.settings;
    withAlpha(context, Math.min(1, this.shown()), () =>
      paintText(context, words.parameters, this.columns.parameters, box.y + 28, {
        family: SANS,
        size: SIZE.small,
        weight: 600,
        color: this.palette.muted,
        align: 'right',
      }),
    );
    this.lines.forEach((line, i) => {
      const appeared = easeInOutCubic(Math.min(1, Math.max(0, this.shown() - i)));
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
    const {box} = this.settings;
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
    const shape = shapeOf(line);
    const style = {...mono, align: 'right'} as const;
    paintText(context, shape, this.columns.shape, baseline, {
      ...style,
      color: palette.muted,
    });
    paintText(context, group(line.parameters), this.columns.parameters, baseline, {
      ...style,
      color: palette.ink,
    });
  }
}

const shapeOf = ({shape}: ModuleLine): string => shape?.join(' \u00D7 ') ?? '';

/** The first of several numbered modules. */
const firstOf = (name: string): string => name.split(' ')[0];
