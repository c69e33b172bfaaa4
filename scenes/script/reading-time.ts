const LATIN_PER_SECOND = 15;
const HANGUL_PER_SECOND = 8;
const AT_LEAST = 1.5;
const HANGUL = /[\uAC00-\uD7A3]/g;

/**
 * Seconds that a caption must stay to be read: Latin 15 characters a second, Korean 8
 * syllables a second, at least 1.5 seconds.
 */
export function readingTime(caption: string): number {
  const hangul = caption.match(HANGUL)?.length ?? 0;
  const latin = caption.replace(HANGUL, '').replace(/\s+/g, ' ').length;
  // Spaces and Latin words inside Korean text are read along with the syllables.
  return Math.max(AT_LEAST, hangul / HANGUL_PER_SECOND + latin / LATIN_PER_SECOND);
}
