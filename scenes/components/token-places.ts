/** A chip's place, in frame coordinates. */
export interface TokenBox {
  x: number;
  width: number;
  /** Line from 0; 0 for all where the tokens stand on one line. */
  line: number;
}

const BASE = 32;
/** How tight chips may stand, from roomy to tight, for labels of 32 pixels. */
const SETTINGS = [28, 22, 16, 12].flatMap(padding =>
  [16, 12, 8].map(gap => ({padding, gap})),
);

/**
 * Place chips between two edges, each line centred: on as few lines as fit, and on these
 * as roomy as fits.
 *
 * @param widths - Widths of the labels in pixels.
 * @param lines - How many lines there may be.
 * @param size - Size of the labels in pixels: larger ones stand further apart.
 * @returns The places, or `null` where even the tightest setting needs more lines.
 */
export function placeChips(
  widths: readonly number[],
  {
    left,
    right,
    lines = 1,
    size = BASE,
  }: {left: number; right: number; lines?: number; size?: number},
): TokenBox[] | null {
  const scale = Math.max(1, size / BASE);
  const settings = SETTINGS.map(own => ({
    padding: own.padding * scale,
    gap: own.gap * scale,
  }));
  const {padding: least} = settings[settings.length - 1];
  if (widths.some(width => width + 2 * least > right - left)) return null;
  for (let count = 1; count <= lines; count++) {
    for (const {padding, gap} of settings) {
      const chips = widths.map(width => width + 2 * padding);
      const broken = breakEvenly(chips, gap, right - left, count);
      if (broken) return centre(chips, broken, gap, left, right);
    }
  }
  return null;
}

/** Line of each chip with lines about equally long, or `null` where they do not fit. */
function breakEvenly(
  chips: readonly number[],
  gap: number,
  room: number,
  lines: number,
): number[] | null {
  if (greedy(chips, gap, room) === null) return null;
  let [low, high] = [0, room];
  if ((greedy(chips, gap, high)?.at(-1) ?? 0) >= lines) return null;
  if (lines === 1) return greedy(chips, gap, room);
  while (high - low > 1) {
    const middle = (low + high) / 2;
    const broken = greedy(chips, gap, middle);
    if (broken && (broken.at(-1) ?? 0) < lines) high = middle;
    else low = middle;
  }
  return greedy(chips, gap, high);
}

function greedy(chips: readonly number[], gap: number, room: number): number[] | null {
  let [line, x] = [0, 0];
  if (chips.some(width => width > room)) return null;
  return chips.map(width => {
    if (x > 0 && x + width > room) [line, x] = [line + 1, 0];
    x += width + gap;
    return line;
  });
}

function centre(
  chips: readonly number[],
  lines: readonly number[],
  gap: number,
  left: number,
  right: number,
): TokenBox[] {
  const total = (line: number): number =>
    chips.reduce((sum, width, i) => sum + (lines[i] === line ? width + gap : 0), -gap);
  let x = 0;
  return chips.map((width, i) => {
    const line = lines[i];
    if (i === 0 || lines[i - 1] !== line) x = (left + right - total(line)) / 2;
    const box = {x, width, line};
    x += width + gap;
    return box;
  });
}

/**
 * Where the labels of chips begin while the text is in one piece: line by line, each in
 * the middle of its chips.
 *
 * @param widths - Of each label, and of the space before it that the label leaves out.
 */
export function placeRunning(
  widths: readonly {before: number; own: number}[],
  boxes: readonly TokenBox[],
): number[] {
  const lines = Math.max(-1, ...boxes.map(({line}) => line)) + 1;
  const x = Array.from({length: lines}, (_, line) => {
    const row = boxes.filter(box => box.line === line);
    const last = row[row.length - 1];
    const text = widths
      .filter((_width, i) => boxes[i].line === line)
      .reduce((sum, {before, own}) => sum + before + own, 0);
    return (row[0].x + last.x + last.width - text) / 2;
  });
  return widths.map(({before, own}, i) => {
    const start = x[boxes[i].line] + before;
    x[boxes[i].line] = start + own;
    return start;
  });
}
