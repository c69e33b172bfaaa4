import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {CapturedToken} from '../../data-extract/text/token.ts';
import type {Source} from '../captured/tensor.ts';
import {FADED, FRAME, LAYOUT, STROKE} from '../theme/layout.ts';
import {mixColors, mixRoles} from '../theme/mix-colors.ts';
import {MONO, SIZE} from '../theme/type.ts';
import {step} from '../motion/verb.ts';
import {Painted} from './Painted.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';
import {paintChip} from './paint-chip.ts';
import {paintGroup} from './paint-group.ts';
import {planStrip} from './strip-plan.ts';
import type {StripPlan} from './strip-plan.ts';
import type {TokenBox} from './token-places.ts';
import type {TokenGroup} from './token-words.ts';

export {TOKEN_HEIGHT} from './sizes.ts';
export type {TokenBox} from './token-places.ts';

export interface TokenStripProps extends NodeProps {
  /** The tokens of the text. */
  tokens: readonly CapturedToken[];
  /** Top of the chips in frame coordinates. */
  top: SignalValue<number>;
  /** Where the tokens come from. */
  source: Source;
  /** Index of the token that asks, or `null`. */
  query?: number | null;
  /** Whether chips leave room for their ids. */
  withIds?: boolean;
  /** Room below each line for what others write there, in pixels. Default none. */
  notes?: number;
  /** Words that take several tokens; see `tokenGroups`. */
  groups?: readonly TokenGroup[];
  /** Whether leading spaces are left out (the default) or marked. */
  spaces?: 'hidden' | 'marked';
  /**
   * The last tokens are not there from the start: this many join by and by, each from a
   * point of the frame (the middle of the chip).
   */
  joining?: {count: number; from: (index: number) => {x: number; y: number}};
  /** How many lines the chips may take. Default 1. */
  lines?: number;
  /** Left edge, in frame coordinates. Default: the frame's margin. */
  left?: number;
  /** Right edge, in frame coordinates. Default: the frame's margin. */
  right?: number;
}

/**
 * A row of token chips, one per token of the captured text; long texts take several
 * lines. Special tokens have a dashed outline; bytes that are no whole characters are
 * written in hex. Ids stand under the chips, brackets over the pieces of one word.
 *
 * @category Words and tokens
 */
export class TokenStrip extends Painted {
  /** How many chips have appeared; fractions fade the next one in. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** 0 to 1: how far the running text has been cut into chips. */
  @initial(1)
  @signal()
  declare public readonly cut: SimpleSignal<number, this>;

  /** How many of the joining tokens have flown to the end of the strip. */
  @initial(0)
  @signal()
  declare public readonly appended: SimpleSignal<number, this>;

  /** How many chips show their id. */
  @initial(0)
  @signal()
  declare public readonly ids: SimpleSignal<number, this>;

  /** 0 to 1: opacity of the brackets over words. */
  @initial(0)
  @signal()
  declare public readonly bracketed: SimpleSignal<number, this>;

  /** 0 to 1: how far the query chip has taken the query's colour. */
  @initial(0)
  @signal()
  declare public readonly asking: SimpleSignal<number, this>;

  /** 0 to 1: how far the tokens after the query, which it cannot see, have faded. */
  @initial(0)
  @signal()
  declare public readonly masked: SimpleSignal<number, this>;

  /** Top of the chips in frame coordinates. */
  @initial(0)
  @signal()
  declare public readonly top: SimpleSignal<number, this>;

  /** Where each chip lies, in frame coordinates. */
  public readonly boxes: readonly TokenBox[];
  /** Index of the token that asks, or `null`. */
  public readonly query: number | null;
  private readonly plan: StripPlan;
  private readonly settings: Pick<TokenStripProps, 'tokens' | 'source' | 'joining'>;

  public constructor({
    tokens,
    source,
    query = null,
    withIds = false,
    notes = 0,
    groups = [],
    spaces = 'hidden',
    lines = 1,
    left = LAYOUT.marginX,
    right = FRAME.width - LAYOUT.marginX,
    joining,
    ...props
  }: TokenStripProps) {
    super(props);
    this.settings = {tokens, source, joining};
    this.query = query;
    const request = {tokens, withIds, notes, groups, spaces, lines, left, right};
    this.plan = planStrip(request, widthOf);
    this.boxes = this.plan.boxes;
  }

  /** Bottom of what the strip takes, ids included, in frame coordinates. */
  public get bottom(): number {
    return this.top() + this.plan.height;
  }

  /** How many lines the chips take. */
  public get lines(): number {
    return (this.boxes.at(-1)?.line ?? 0) + 1;
  }

  /** Words that get a bracket: none where the text takes many lines. */
  public get groups(): readonly TokenGroup[] {
    return this.plan.groups;
  }

  /** How many tokens join by and by. */
  public get count(): number {
    return this.settings.joining?.count ?? 0;
  }

  /** Middle of a chip's upper edge. */
  public anchor(index: number): {x: number; y: number} {
    const {x, width} = this.boxes[index];
    return {x: this.x() + x + width / 2, y: this.topOf(index)};
  }

  private topOf(index: number): number {
    return this.top() + this.boxes[index].line * this.plan.lineHeight;
  }

  /** Middle of a chip. */
  public middle(index: number): {x: number; y: number} {
    const {x, y} = this.anchor(index);
    return {x, y: y + this.plan.chipHeight / 2};
  }

  /** Middle of the baseline of the id under a chip. */
  public idAt(index: number): {x: number; y: number} {
    const {x, y} = this.anchor(index);
    return {x, y: y + this.plan.chipHeight + this.plan.idDrop};
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {tokens, joining} = this.settings;
    tokens.forEach((token, i) => {
      const joins = i - (tokens.length - this.count);
      if (joining && joins >= 0) {
        this.paintJoining(context, token, i, step(this.appended(), joins));
        return;
      }
      const hidden = this.query !== null && i > this.query ? this.masked() : 0;
      const appeared = clamp(this.shown() - i);
      withAlpha(context, appeared * (1 - (1 - FADED) * hidden), () => {
        context.save();
        context.translate(0, (1 - appeared) * 14);
        this.paintToken(context, token, i);
        context.restore();
      });
    });
    withAlpha(context, this.bracketed(), () => {
      for (const group of this.groups) this.paintWord(context, group);
    });
  }

  /** A token on its way to its place, or there. */
  private paintJoining(
    context: CanvasRenderingContext2D,
    token: CapturedToken,
    i: number,
    t: number,
  ): void {
    const from = this.settings.joining?.from(i);
    if (!from || t <= 0) return;
    const to = this.middle(i);
    context.save();
    context.translate((from.x - to.x) * (1 - t), (from.y - to.y) * (1 - t));
    this.paintToken(context, token, i);
    context.restore();
  }

  private paintToken(
    context: CanvasRenderingContext2D,
    token: CapturedToken,
    i: number,
  ): void {
    const {palette} = this;
    const {labels, running, size, chipHeight, idDrop} = this.plan;
    const label = labels[i];
    const {x, width} = this.boxes[i];
    const y = this.topOf(i);
    const cut = this.cut();
    const asking = i === this.query ? this.asking() : 0;
    const role = mixRoles(palette.roles.token, palette.roles.query, asking);
    const lineWidth = STROKE.rest + (STROKE.selected - STROKE.rest) * asking;
    const box = {x, y, width, height: chipHeight};
    const {special} = token;
    if (cut >= 1) {
      paintChip(context, label, box, {palette, role, special, lineWidth, size});
    } else {
      withAlpha(context, cut, () =>
        paintChip(context, '', box, {palette, role, special}),
      );
      const left = x + (width - widthOf(label, size)) / 2;
      const place = running[i] + (left - running[i]) * cut;
      const baseline = y + chipHeight / 2 + Math.round(size * 0.34);
      withAlpha(context, special ? cut : 1, () =>
        paintText(context, label, place, baseline, {
          ...{family: MONO, size, weight: 500},
          color: mixColors(palette.ink, role.text, cut),
        }),
      );
    }
    const known = clamp(this.ids() - i);
    withAlpha(context, known, () =>
      paintText(
        context,
        `${token.id}`,
        x + width / 2,
        y + chipHeight + idDrop - (1 - known) * 20,
        {
          ...{family: MONO, size: SIZE.small, weight: 500, align: 'center'},
          color: palette.muted,
        },
      ),
    );
  }

  private paintWord(context: CanvasRenderingContext2D, group: TokenGroup): void {
    const {line} = this.boxes[group.first];
    const parts = this.boxes.slice(group.first, group.end);
    if (parts.some(box => box.line !== line)) return;
    const last = parts[parts.length - 1];
    const y = this.topOf(group.first);
    paintGroup(context, group.text, parts[0].x, last.x + last.width, y, this.palette);
  }
}

const widthOf = (text: string, size: number): number => textWidth(text, MONO, size, 500);

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
