/** Families of the bundled faces; see `fonts.ts`. */
export const SANS = 'Pretendard';
export const MONO = 'JetBrains Mono';
export const EMOJI = 'Noto Emoji';
export const HAN = 'Noto Sans SC';
export const THEME_FAMILIES: readonly string[] = [SANS, MONO, EMOJI, HAN];

/** Type scale in pixels at 1080p. Only the footer may be under 28. */
export const SIZE = {
  lesson: 28,
  title: 46,
  caption: 38,
  label: 32,
  small: 28,
  token: 32,
  footer: 22,
} as const;

/**
 * A font for `CanvasRenderingContext2D.font`. Exactly one family: a second one would
 * turn a missing glyph into a silent fallback.
 */
export function font(family: string, size: number, weight: 500 | 600 | 700): string {
  return `${weight} ${size}px "${family}"`;
}
