import type {Glyphs, Pixels} from './contrast.ts';
import type {FrameRecord} from './record.ts';

/**
 * How far a part of a picture is filled: the box around all that has another colour than
 * its first pixel, as a share of it.
 */
export function fillOf(
  {data, width}: Pick<Pixels, 'data' | 'width'>,
  box: Glyphs['box'],
): Pick<FrameRecord, 'empty' | 'filled'> {
  const colors = new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  const ground = colors[box.top * width + box.left];
  const seen = {left: Infinity, right: -1, top: Infinity, bottom: -1};
  for (let y = box.top; y < box.bottom; y++) {
    const row = y * width;
    let x = box.left;
    while (x < box.right && colors[row + x] === ground) x++;
    if (x === box.right) continue;
    let end = box.right - 1;
    while (colors[row + end] === ground) end--;
    seen.left = Math.min(seen.left, x);
    seen.right = Math.max(seen.right, end);
    seen.top = Math.min(seen.top, y);
    seen.bottom = y;
  }
  if (seen.bottom < 0) return {empty: true, filled: 0};
  const area = (seen.right - seen.left + 1) * (seen.bottom - seen.top + 1);
  const whole = (box.right - box.left) * (box.bottom - box.top);
  return {empty: false, filled: area / whole};
}
