import {initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';
import type {Source, Tensor} from 'attention-in-motion/captured/tensor';
import {Picture} from 'attention-in-motion/components/Picture';
import type {PictureProps} from 'attention-in-motion/components/Picture';
import {arcStyle} from 'attention-in-motion/components/arc-style';
import {bottomOf} from 'attention-in-motion/components/box';
import type {Point} from 'attention-in-motion/components/box';
import {paintText, withAlpha} from 'attention-in-motion/components/paint';
import {percent} from 'attention-in-motion/script/numbers';
import {step} from 'attention-in-motion/theme/step';
import {MONO, SIZE} from 'attention-in-motion/theme/type';

export interface CrossLinesProps extends PictureProps {
  /** Weights of what is written on what is read, `[step, key]`. */
  rows: Tensor;
  /** Where what is read stands, above. */
  keyAt: (key: number) => Point;
  /** Where what is written stands, below. */
  stepAt: (step: number) => Point;
}

/** Opacity of the lines of tokens that have been written before. */
const PAST = 0.3;
/** Height of the weights above the lines, in pixels. */
const FIGURES = 48;
/** Shares from here on are bold. */
const LOUD = 0.15;

/**
 * What each token that is written looks at in the text that was read: a line to every
 * token of it, as wide as its weight. The last one written stands out, with its weights.
 */
export class CrossLines extends Picture {
  /** How many tokens have drawn their lines. */
  @initial(0)
  @signal()
  declare public readonly drawn: SimpleSignal<number, this>;

  /** 0 to 1: how far the lines of all tokens stand out alike, without weights. */
  @initial(0)
  @signal()
  declare public readonly gathered: SimpleSignal<number, this>;

  private readonly settings: Omit<CrossLinesProps, keyof PictureProps>;

  public constructor({rows, keyAt, stepAt, ...props}: CrossLinesProps) {
    super(props);
    this.settings = {rows, keyAt, stepAt};
  }

  /** What stands above it has room, too. */
  public override get share(): number {
    return 0.6;
  }

  public override sources(): readonly Source[] {
    return this.drawn() > 0 ? [this.settings.rows.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {rows, keyAt} = this.settings;
    const [steps, keys] = rows.shape;
    const now = this.drawn();
    for (let index = 0; index < Math.min(steps, Math.ceil(now)); index++) {
      const grown = step(now, index);
      // The next one takes over as it comes.
      const past = step(now, index + 1) * (1 - this.gathered());
      for (let key = 0; key < keys; key++) {
        const share = rows.at(index).data[key];
        if (share > 0) this.paintLine(context, {index, key, share, grown, past});
        const {x} = keyAt(key);
        withAlpha(context, grown * (1 - past) * (1 - this.gathered()), () =>
          paintText(context, percent(share), x, this.box().y + 34, {
            family: MONO,
            size: SIZE.small,
            align: 'center',
            weight: share >= LOUD ? 700 : 500,
            color: share >= LOUD ? this.palette.roles.score.text : this.palette.muted,
          }),
        );
      }
    }
  }

  private paintLine(
    context: CanvasRenderingContext2D,
    line: {index: number; key: number; share: number; grown: number; past: number},
  ): void {
    const {keyAt, stepAt} = this.settings;
    const {width, alpha} = arcStyle(line.share);
    const from = stepAt(line.index);
    const to = keyAt(line.key);
    const top = this.box().y + FIGURES;
    const bottom = bottomOf(this.box());
    const middle = (top + bottom) / 2;
    context.save();
    context.beginPath();
    // It grows out of what is written.
    const edge = from.y - (from.y - top) * line.grown;
    context.rect(0, edge, 1e5, from.y - edge);
    context.clip();
    withAlpha(context, alpha * (1 - (1 - PAST) * line.past), () => {
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.bezierCurveTo(from.x, middle, to.x, middle, to.x, top);
      context.strokeStyle = this.palette.roles.score.stroke;
      context.lineWidth = width;
      context.stroke();
    });
    context.restore();
  }
}
