import {initial, interpolation, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {step} from '../motion/verb.ts';
import {percent} from '../script/interpolate.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import type {ColorRole} from '../theme/palette.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {planBars, restOf} from './bars-plan.ts';
import type {BarsPlan} from './bars-plan.ts';
import type {Box} from './box.ts';
import {Painted} from './Painted.ts';
import {lerpTensors} from './lerp-tensors.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';

export interface ProbabilityBarsProps extends NodeProps {
  /** Shares of 100%, `[row]`. */
  values: SignalValue<Tensor>;
  /** What each row stands for. */
  labels: readonly string[];
  /**
   * What stands before the share of everything that has no row, e.g. "2,042 others".
   * Left out only where the rows are all there is.
   */
  others?: string;
  /** Default: that of the language model head. */
  role?: ColorRole;
  /** Place of labels, bars and percentages, in frame coordinates. */
  box: Box;
  /** Share of the longest bar. Default the largest among the values at first. */
  largest?: number;
}

/**
 * Shares of 100% as bars: the largest one is loud, and what has no row of its own is
 * added up in the last bar, so that the bars account for everything.
 *
 * @category Models
 */
export class ProbabilityBars extends Painted {
  @interpolation(lerpTensors)
  @signal()
  declare public readonly values: SimpleSignal<Tensor, this>;

  /** How many bars have grown, from the top; fractions grow the next one. */
  @initial(0)
  @signal()
  declare public readonly softmaxed: SimpleSignal<number, this>;

  /** 0 to 1: opacity of the labels, which may come before the bars. */
  @initial(1)
  @signal()
  declare public readonly labelled: SimpleSignal<number, this>;

  private readonly settings: Pick<ProbabilityBarsProps, 'labels' | 'others' | 'role'>;
  private readonly plan: BarsPlan;

  public constructor(props: ProbabilityBarsProps) {
    super(props);
    this.settings = props;
    const {labels, others, box} = props;
    const {data} = this.values();
    const rest = others === undefined ? 0 : restOf(data);
    this.plan = planBars(box, {
      count: this.count,
      label: Math.max(
        ...labels.map(label => textWidth(label, MONO, SIZE.label, 700)),
        others === undefined ? 0 : textWidth(others, SANS, SIZE.label, 500),
      ),
      largest: props.largest ?? Math.max(rest, ...data),
    });
  }

  /** Number of bars, that of everything else included. */
  public get count(): number {
    const {labels, others} = this.settings;
    return labels.length + (others === undefined ? 0 : 1);
  }

  /** Place of a row's bar. */
  public barOf(row: number): Box {
    const {left, tops, height, whole} = this.plan;
    return {x: left, y: tops[row], width: this.shareOf(row) * whole, height};
  }

  public override sources(): readonly Source[] {
    return this.softmaxed() > 0 ? [this.values().source] : [];
  }

  private shareOf(row: number): number {
    const {data} = this.values();
    return row < data.length ? data[row] : restOf(data);
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {labels, others} = this.settings;
    const {data} = this.values();
    const loudest = data.indexOf(Math.max(...data));
    labels.forEach((label, row) => this.paintRow(context, label, row, row === loudest));
    if (others !== undefined) this.paintRow(context, others, labels.length, false);
  }

  private paintRow(
    context: CanvasRenderingContext2D,
    label: string,
    row: number,
    isLoud: boolean,
  ): void {
    const {palette, plan} = this;
    const {role = 'head', labels} = this.settings;
    const isOthers = row === labels.length;
    const colors = palette.roles[role];
    const grown = step(this.softmaxed(), row);
    const bar = this.barOf(row);
    const baseline = bar.y + bar.height / 2 + 11;
    withAlpha(
      context,
      isOthers ? Math.min(this.labelled(), grown) : this.labelled(),
      () =>
        paintText(context, label, plan.labelRight, baseline, {
          ...{family: isOthers ? SANS : MONO, size: SIZE.label, align: 'right'},
          weight: isLoud && grown > 0.5 ? 700 : 500,
          color: isOthers ? palette.muted : palette.ink,
        }),
    );
    if (grown <= 0) return;
    const width = Math.max(3, bar.width * grown);
    const rest = {
      fill: isOthers ? palette.rule : colors.fill,
      stroke: isOthers ? palette.faint : colors.stroke,
    };
    const fill = isLoud ? mixColors(rest.fill, colors.stroke, grown) : rest.fill;
    const radius = Math.min(RADIUS.token / 2 + 1, width / 2);
    paintBox(context, {...bar, width}, radius, fill, rest.stroke, STROKE.rest);
    withAlpha(context, grown, () =>
      paintText(context, percent(this.shareOf(row)), bar.x + width + 20, baseline, {
        ...{family: SANS, size: SIZE.label},
        weight: isLoud ? 700 : 500,
        color: isLoud ? colors.text : palette.muted,
      }),
    );
  }
}
