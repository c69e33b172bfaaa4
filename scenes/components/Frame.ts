import type {Source} from '../captured/tensor.ts';
import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import {FRAME, LAYOUT} from '../theme/layout.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {ProvenanceStamp} from './ProvenanceStamp.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';
import {wrapBalanced} from './wrap.ts';

export interface FrameProps extends NodeProps {
  /** Number and name of the lesson, above the question. */
  lesson: string;
  /** The question of the scene, its title. */
  question: string;
  /** The badge's word for invented values, in the scene's language. */
  illustrativeWord: string;
  /** What is wrong with captured values, in the scene's language; empty for nothing. */
  warning?(sources: readonly Source[]): string;
  /** Whether captions are drawn; they are always in the caption track. */
  drawCaptions: boolean;
  /** Whether the ground is drawn; without it the picture is transparent. */
  drawGround: boolean;
  /** Whether it stamps the picture. Default: it does; parts of it may have stamps of their own. */
  hasStamp?: boolean;
  /** The present caption. */
  caption?: SignalValue<string>;
}

const PRODUCT = 'Attention in Motion';
/** Between the product's name and the stamp, in pixels. */
const STAMP_AIR = 48;
const nameWidth = (): number => textWidth(PRODUCT, SANS, SIZE.footer, 600);

/**
 * What every scene has around its stage: lesson, question, caption, rule, product name
 * and the provenance stamp.
 *
 * @category Around the picture
 */
export class Frame extends Painted {
  @initial('')
  @signal()
  declare public readonly caption: SimpleSignal<string, this>;

  /** 0 to 1: how far the present caption has come in. */
  @initial(1)
  @signal()
  declare public readonly captionReveal: SimpleSignal<number, this>;

  private readonly lesson: string;
  private readonly question: string;
  private readonly drawCaptions: boolean;
  private readonly drawGround: boolean;

  public constructor({
    lesson,
    question,
    illustrativeWord,
    warning = () => '',
    drawCaptions,
    drawGround,
    hasStamp = true,
    ...props
  }: FrameProps) {
    super(props);
    this.lesson = lesson;
    this.question = question;
    this.drawCaptions = drawCaptions;
    this.drawGround = drawGround;
    const right = FRAME.width - LAYOUT.marginX;
    const room = right - LAYOUT.marginX - STAMP_AIR - nameWidth();
    if (hasStamp) this.add(new ProvenanceStamp({right, room, illustrativeWord, warning}));
  }

  /** Lines that a caption takes, or `null` where it does not fit into two. */
  public static lines(caption: string): string[] | null {
    return wrapBalanced(caption, LAYOUT.captionMaxWidth, 2, text =>
      textWidth(text, SANS, SIZE.caption, 500),
    );
  }

  /** Whether a title has room on its line. */
  public static hasRoomFor(title: string): boolean {
    const room = FRAME.width - 2 * LAYOUT.marginX;
    return textWidth(title, SANS, SIZE.title, 700) <= room;
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const right = FRAME.width - LAYOUT.marginX;
    if (this.drawGround) {
      context.fillStyle = palette.ground;
      context.fillRect(0, 0, FRAME.width, FRAME.height);
    }

    context.letterSpacing = '1.2px';
    paintText(context, this.lesson, LAYOUT.marginX, LAYOUT.lessonBaseline, {
      family: SANS,
      size: SIZE.lesson,
      weight: 600,
      color: palette.muted,
    });
    context.letterSpacing = '0px';
    paintText(context, this.question, LAYOUT.marginX, LAYOUT.titleBaseline, {
      family: SANS,
      size: SIZE.title,
      weight: 700,
      color: palette.ink,
    });

    if (this.drawCaptions) this.paintCaption(context);

    context.fillStyle = palette.rule;
    context.fillRect(LAYOUT.marginX, LAYOUT.ruleY, right - LAYOUT.marginX, 2);
    paintText(context, PRODUCT, LAYOUT.marginX, LAYOUT.footerBaseline, {
      family: SANS,
      size: SIZE.footer,
      weight: 600,
      color: palette.muted,
    });
  }

  private paintCaption(context: CanvasRenderingContext2D): void {
    const lines = Frame.lines(this.caption()) ?? [];
    const baselines =
      lines.length === 1 ? [LAYOUT.captionBaseline] : LAYOUT.captionBaselines;
    withAlpha(context, this.captionReveal(), () => {
      lines.forEach((line, i) =>
        paintText(context, line, FRAME.width / 2, baselines[i], {
          family: SANS,
          size: SIZE.caption,
          weight: 500,
          color: this.palette.ink,
          align: 'center',
        }),
      );
    });
  }
}
