import type {Palette} from '../theme/palette.ts';
import {mixColors} from '../theme/mix-colors.ts';

/** How values become colours. */
export type Ramp = 'share' | 'signed' | 'weight';

/**
 * Colour of a value.
 *
 * @param value - Relative to the ramp's limit: 0 to 1 for shares, -1 to 1 for signed
 * values and for weights, whose sign is not told; beyond that it saturates.
 */
export function rampColor(palette: Palette, ramp: Ramp, value: number): string {
  if (ramp === 'share')
    return mixColors(palette.panel, palette.roles.score.stroke, value);
  if (ramp === 'weight')
    return mixColors(palette.panel, palette.muted, Math.min(1, Math.abs(value)));
  const {negative, positive} = palette.signed;
  return mixColors(palette.panel, value < 0 ? negative : positive, Math.abs(value));
}

/** A ramp as a table: `middle` is 0, the ends are the limits. */
export const TABLE = {middle: 512, last: 1024} as const;

const tables = new WeakMap<Palette, Partial<Record<Ramp, Uint32Array>>>();

/** {@link rampColor} as a table, see {@link tableOf}. */
export function rampTable(palette: Palette, ramp: Ramp): Uint32Array {
  const known = tables.get(palette) ?? {};
  tables.set(palette, known);
  return (known[ramp] ??= tableOf(value => rampColor(palette, ramp, value)));
}

/**
 * A table of colours as pixels of an `ImageData`, by step of {@link TABLE}.
 *
 * @param color - `#RRGGBB` of a value from -1 to 1.
 */
export function tableOf(color: (value: number) => string): Uint32Array {
  return Uint32Array.from({length: TABLE.last + 1}, (_, step) => {
    const own = color((step - TABLE.middle) / TABLE.middle);
    const [red, green, blue] = [1, 3, 5].map(i => parseInt(own.slice(i, i + 2), 16));
    return 0xff000000 | (blue << 16) | (green << 8) | red;
  });
}

/** Value of the ramp's full colour: 1 for shares, else the largest size. */
export function limitOf(ramp: Ramp, values: Float32Array): number {
  if (ramp === 'share') return 1;
  let limit = 0;
  for (const value of values) limit = Math.max(limit, Math.abs(value));
  return limit || 1;
}
