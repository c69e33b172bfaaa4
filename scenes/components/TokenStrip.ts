import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {CapturedToken} from '../../data-extract/capture/format.ts';
import type {Source} from '../captured/tensor.ts';
import {FADED, FRAME, LAYOUT, STROKE} from '../theme/layout.ts';
import {mixColors, mixRoles} from '../theme/mix-colors.ts';
import {MONO, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';
import {paintChip, TOKEN_HEIGHT} from './paint-chip.ts';
import {GROUP_HEIGHT, paintGroup} from './paint-group.ts';
import {exactLabel, tokenLabel} from './token-label.ts';
import {placeChips, placeRunning} from './token-places.ts';
import type {TokenBox} from './token-places.ts';
import type {TokenGroup} from './token-words.ts';

export {TOKEN_HEIGHT} from './paint-chip.ts';
export type {TokenBox} from './token-places.ts';

export interface TokenStripProps extends NodeProps {
  tokens: readonly CapturedToken[];
  /** Top of the chips in frame coordinates. */
  top: SignalValue<number>;
  /** Where the tokens come from. */
  source: Source;
  /** Index of the token that asks, or `null`. */
  query?: number | null;
  /** Whether chips leave room for their ids. */
  withIds?: boolean;
  /** Words that take several tokens; see `tokenGroups`. */
  groups?: readonly TokenGroup[];
  /** Whether leading spaces are left out (the default) or marked. */
  spaces?: 'hidden' | 'marked';
  /** How many lines the chips may take. Default 1. */
  lines?: number;
  /** Edges in frame coordinates. Default: the frame's margins. */
  left?: number;
  right?: number;
}

const LINE_GAP = 20;
const ID_HEIGHT = 42;

/**
 * A row of token chips, one per token of the captured text; long texts take several
 * lines. Special tokens have a dashed outline; bytes that are no whole characters are
 * written in hex. Ids stand under the chips, brackets over the pieces of one word.
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

  public readonly boxes: readonly TokenBox[];
  public readonly query: number | null;
  /** From the top of one line to the next, in pixels. */
  public readonly lineHeight: number;
  private readonly labels: readonly string[];
  /** Left edges of the labels in the running text. */
  private readonly running: readonly number[];
  private readonly settings: Pick<TokenStripProps, 'tokens' | 'source' | 'groups'>;

  public constructor(props: TokenStripProps) {
    const {tokens, source, query, withIds, groups, spaces, lines, left, right, ...rest} =
      props;
    super(rest);
    this.settings = {tokens, source, groups};
    this.query = query ?? null;
    this.labels = tokens.map(spaces === 'marked' ? exactLabel : tokenLabel);
    const ids = tokens.map(({id}) => (withIds ? widthOf(`${id}`, SIZE.small) : 0));
    this.boxes = placeChips(
      this.labels.map((label, i) => Math.max(widthOf(label), ids[i])),
      {
        left: left ?? LAYOUT.marginX,
        right: right ?? FRAME.width - LAYOUT.marginX,
        lines,
      },
    );
    this.lineHeight =
      TOKEN_HEIGHT +
      LINE_GAP +
      (withIds ? ID_HEIGHT : 0) +
      (groups?.length ? GROUP_HEIGHT : 0);
    this.running = placeRunning(
      tokens.map((token, i) => ({
        before: isSpaceLeftOut(token, this.labels[i]) ? widthOf(' ') : 0,
        own: token.special ? 0 : widthOf(this.labels[i]),
      })),
      this.boxes,
    );
  }

  /** Bottom of what the strip takes, ids included, in frame coordinates. */
  public get bottom(): number {
    const lines = (this.boxes.at(-1)?.line ?? 0) + 1;
    return this.top() + lines * this.lineHeight - LINE_GAP;
  }

  /** Middle of a chip's upper edge. */
  public anchor(index: number): {x: number; y: number} {
    const {x, width} = this.boxes[index];
    return {x: this.x() + x + width / 2, y: this.topOf(index)};
  }

  private topOf(index: number): number {
    return this.top() + this.boxes[index].line * this.lineHeight;
  }

  /** Middle of a chip. */
  public middle(index: number): {x: number; y: number} {
    const {x, y} = this.anchor(index);
    return {x, y: y + TOKEN_HEIGHT / 2};
  }

  /** Middle of the baseline of the id under a chip. */
  public idAt(index: number): {x: number; y: number} {
    const {x, y} = this.anchor(index);
    return {x, y: y + TOKEN_HEIGHT + ID_HEIGHT - 8};
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    this.settings.tokens.forEach((token, i) => {
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
      for (const group of this.settings.groups ?? []) this.paintWord(context, group);
    });
  }

  private paintToken(
    context: CanvasRenderingContext2D,
    token: CapturedToken,
    i: number,
  ): void {
    const {palette} = this;
    const {x, width} = this.boxes[i];
    const y = this.topOf(i);
    const cut = this.cut();
    const asking = i === this.query ? this.asking() : 0;
    const role = mixRoles(palette.roles.token, palette.roles.query, asking);
    const lineWidth = STROKE.rest + (STROKE.selected - STROKE.rest) * asking;
    const box = {x, y, width, height: TOKEN_HEIGHT};
    const {special} = token;
    if (cut >= 1) {
      paintChip(context, this.labels[i], box, {palette, role, special, lineWidth});
    } else {
      withAlpha(context, cut, () =>
        paintChip(context, '', box, {palette, role, special}),
      );
      const label = x + (width - widthOf(this.labels[i])) / 2;
      withAlpha(context, special ? cut : 1, () =>
        paintText(
          context,
          this.labels[i],
          this.running[i] + (label - this.running[i]) * cut,
          y + TOKEN_HEIGHT / 2 + 11,
          {
            ...{family: MONO, size: SIZE.token, weight: 500},
            color: mixColors(palette.ink, role.text, cut),
          },
        ),
      );
    }
    const known = clamp(this.ids() - i);
    withAlpha(context, known, () =>
      paintText(
        context,
        `${token.id}`,
        x + width / 2,
        y + TOKEN_HEIGHT + ID_HEIGHT - 8 - (1 - known) * 20,
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

const widthOf = (text: string, size: number = SIZE.token): number =>
  textWidth(text, MONO, size, 500);

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

const isSpaceLeftOut = ({text}: CapturedToken, label: string): boolean =>
  text === ` ${label}`;
