import type {Node, NodeProps} from '@motion-canvas/2d';

import type {Source} from '../captured/tensor.ts';
import {LAYOUT} from '../theme/layout.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintBox, paintText, textWidth} from './paint.ts';
import {stampOf} from './stamp.ts';

export interface ProvenanceStampProps extends NodeProps {
  /** Right edge, and room to the left of it, in pixels. */
  right: number;
  /** How wide the stamp may be, in pixels. */
  room: number;
  /** Baseline of the stamp, in pixels from the top. Default: in the foot of the frame. */
  baseline?: number;
  /** What it stamps: what is painted within a node. Default: the whole picture. */
  of?: Node;
  /** The badge's word for invented values, in the scene's language. */
  illustrativeWord: string;
  /**
   * What is wrong with captured values, in the scene's language; empty for nothing.
   *
   * @param sources - Sources of all values that are visible.
   */
  warning(sources: readonly Source[]): string;
}

const BADGE = {top: 60, height: 52, pad: 20} as const;

/**
 * Says where the values in the picture come from: model, revision, layer, head and
 * precision at the foot, after a warning where there is one, and a badge at the top where
 * some were invented. It is made of what the picture really shows: every painted component that can be seen is asked for
 * its sources.
 *
 * @category Around the picture
 */
export class ProvenanceStamp extends Painted {
  private readonly settings: Required<Omit<ProvenanceStampProps, keyof NodeProps | 'of'>>;
  private readonly stamps: Node | null;

  public constructor({
    right,
    room,
    illustrativeWord,
    warning,
    baseline = LAYOUT.footerBaseline,
    of,
    ...props
  }: ProvenanceStampProps) {
    super(props);
    this.settings = {right, room, illustrativeWord, warning, baseline};
    this.stamps = of ?? null;
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {right, room, baseline} = this.settings;
    const sources = this.visibleSources();
    const fits = (stamp: string): boolean =>
      textWidth(stamp, MONO, SIZE.footer, 500) <= room;
    const warning = this.settings.warning(sources);
    const stamp = stampOf(sources, warning, fits);
    paintText(context, stamp, right, baseline, {
      family: MONO,
      size: SIZE.footer,
      weight: 500,
      color: warning === '' ? this.palette.muted : this.palette.ink,
      align: 'right',
    });
    if (sources.some(source => source.illustrative)) this.paintBadge(context);
  }

  private paintBadge(context: CanvasRenderingContext2D): void {
    const {right, illustrativeWord: label} = this.settings;
    const {muted} = this.palette;
    const width = textWidth(label, SANS, SIZE.small, 600) + 2 * BADGE.pad;
    const box = {x: right - width, y: BADGE.top, width, height: BADGE.height};
    paintBox(context, box, BADGE.height / 2, null, muted, 2.5);
    paintText(context, label, right - width / 2, box.y + 36, {
      family: SANS,
      size: SIZE.small,
      weight: 600,
      color: muted,
      align: 'center',
    });
  }

  private visibleSources(): Source[] {
    return (this.stamps ?? this.view())
      .findAll((node): node is Painted => node instanceof Painted && node !== this)
      .filter(node => node.absoluteOpacity() > 0)
      .flatMap(node => [...node.sources()]);
  }
}
