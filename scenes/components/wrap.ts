/** A space that a line may break at: not one around a slash. */
const BREAK = /(?<! \/) (?!\/ )/;

/**
 * Break a text into at most `maxLines` lines of about equal width, at spaces only; what a
 * slash joins, such as two names of one thing, stays together.
 *
 * @param width - Width of a piece of text in pixels.
 * @returns The lines, or `null` where it does not fit.
 */
export function wrapBalanced(
  text: string,
  maxWidth: number,
  maxLines: number,
  width: (text: string) => number,
): string[] | null {
  const words = text.split(BREAK);
  const needed = Math.ceil(width(text) / maxWidth);
  for (let lines = Math.max(1, needed); lines <= maxLines; lines++) {
    const broken = greedy(words, maxWidth, width);
    if (broken.length > lines) continue;
    if (lines === 1) return broken;
    // Narrow the measure as far as the number of lines allows.
    let low = width(text) / lines;
    let high = maxWidth;
    while (high - low > 1) {
      const middle = (low + high) / 2;
      if (greedy(words, middle, width).length <= lines) high = middle;
      else low = middle;
    }
    return greedy(words, high, width);
  }
  return null;
}

function greedy(
  words: readonly string[],
  maxWidth: number,
  width: (text: string) => number,
): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && width(longer) > maxWidth) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  lines.push(line);
  // A single word wider than the measure cannot be broken: report it as one line too many.
  return lines.some(l => width(l) > maxWidth) ? [...lines, ''] : lines;
}
