import type {RoleColors} from './palette.ts';

/** Colours between two roles, for a component that changes its part. */
export function mixRoles(a: RoleColors, b: RoleColors, t: number): RoleColors {
  return {
    fill: mixColors(a.fill, b.fill, t),
    stroke: mixColors(a.stroke, b.stroke, t),
    text: mixColors(a.text, b.text, t),
  };
}

/**
 * Mix two `#RRGGBB` colours linearly in sRGB.
 *
 * @remarks
 * By hand: culori takes three times as long, in every cell of every frame, and rounds
 * a channel half-way between two values up or down as its fractions happen to fall.
 */
export function mixColors(a: string, b: string, t: number): string {
  if (t <= 0) return a;
  if (t >= 1) return b;
  const channel = (i: number): string => {
    const from = parseInt(a.slice(i, i + 2), 16);
    const to = parseInt(b.slice(i, i + 2), 16);
    return Math.round(from + (to - from) * t)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}
