import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {CapturedToken} from '../../data-extract/capture/format.ts';
import type {Source} from '../captured/tensor.ts';
import {FADED, FRAME, LAYOUT, RADIUS, STROKE} from '../theme/layout.ts';
import {MONO, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';
import {mixRoles} from '../theme/mix-colors.ts';
import {tokenLabel} from './token-label.ts';

export interface TokenStripProps extends NodeProps {
  tokens: readonly CapturedToken[];
  /** Top of the chips in frame coordinates. */
  top: SignalValue<number>;
  /** Where the tokens come from. */
  source: Source;
  /** Index of the token that asks, or `null`. */
  query?: number | null;
}

/** A chip's place along the strip, in frame coordinates. */
export interface TokenBox {
  x: number;
  width: number;
}

/** Height of a chip in pixels. */
export const TOKEN_HEIGHT = 76;
const GAPS = [16, 12, 8];
const PADDINGS = [28, 22, 16, 12];

/**
 * A row of token chips, one per token of the captured text. Special tokens have a
 * dashed outline; bytes that are no whole characters are written in hex.
 */
export class TokenStrip extends Painted {
  /** How many chips have appeared; fractions fade the next one in. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

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
  private readonly tokens: readonly CapturedToken[];
  private readonly source: Source;

  public constructor({tokens, source, query = null, ...props}: TokenStripProps) {
    super(props);
    this.tokens = tokens;
    this.source = source;
    this.query = query;
    this.boxes = placeChips(
      tokens.map(token => textWidth(tokenLabel(token), MONO, SIZE.token, 500)),
    );
  }

  /** Middle of a chip's upper edge. */
  public anchor(index: number): {x: number; y: number} {
    const box = this.boxes[index];
    return {x: box.x + box.width / 2, y: this.top()};
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {token: rest, query: asking} = this.palette.roles;
    this.tokens.forEach((token, i) => {
      const box = {...this.boxes[i], y: this.top(), height: TOKEN_HEIGHT};
      const isQuery = i === this.query;
      const role = isQuery ? mixRoles(rest, asking, this.asking()) : rest;
      const hidden = this.query !== null && i > this.query ? this.masked() : 0;
      const appeared = Math.min(1, Math.max(0, this.shown() - i));
      withAlpha(context, appeared * (1 - (1 - FADED) * hidden), () => {
        context.save();
        context.translate(0, (1 - appeared) * 14);
        if (token.special) context.setLineDash([8, 6]);
        const width =
          STROKE.rest + (isQuery ? (STROKE.selected - STROKE.rest) * this.asking() : 0);
        const fill = token.special ? this.palette.ground : role.fill;
        paintBox(context, box, RADIUS.token, fill, role.stroke, width);
        paintText(
          context,
          tokenLabel(token),
          box.x + box.width / 2,
          box.y + TOKEN_HEIGHT / 2 + 11,
          {
            family: MONO,
            size: SIZE.token,
            weight: 500,
            color: role.text,
            align: 'center',
          },
        );
        context.restore();
      });
    });
  }
}

/**
 * Centre chips in the frame: as roomy as fits.
 *
 * @param widths - Widths of the labels in pixels.
 * @throws Where even the tightest setting is wider than the frame.
 */
export function placeChips(widths: readonly number[]): TokenBox[] {
  const available = FRAME.width - 2 * LAYOUT.marginX;
  const sum = widths.reduce((total, width) => total + width, 0);
  for (const padding of PADDINGS) {
    for (const gap of GAPS) {
      const total = sum + widths.length * 2 * padding + (widths.length - 1) * gap;
      if (total > available) continue;
      let x = (FRAME.width - total) / 2;
      return widths.map(width => {
        const box = {x, width: width + 2 * padding};
        x += box.width + gap;
        return box;
      });
    }
  }
  throw new Error(
    `${widths.length} tokens are too wide for one line; use a shorter text in the capture declaration.`,
  );
}
