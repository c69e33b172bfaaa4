import {textWidth} from './paint.ts';

/** A label with an ellipsis where it is wider than its room in pixels. */
export function shorten(
  label: string,
  room: number,
  ...face: [family: string, size: number, weight: 500 | 600 | 700]
): string {
  const fits = (text: string): boolean => textWidth(text, ...face) <= room;
  if (fits(label)) return label;
  const characters = [...label];
  while (characters.length > 1 && !fits(`${characters.join('')}\u2026`)) characters.pop();
  return `${characters.join('')}\u2026`;
}
