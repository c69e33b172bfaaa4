/** Where in a file a message points to. */
export interface Place {
  file: string | null;
  /** From 1. */
  line: number | null;
}

const NAMED = /^(\S+\.(?:tsx?|md|json|meta)):(\d+):/;
/** Fields and quoted words, e.g. `probes.attention` or `heads.who.from: token "bird"`. */
const FIELD = /\b(?:probes|heads)\.([\w-]+)/g;
const QUOTED = /["“]([^"”]+)["”]/g;
/** Folders, files and repositories, e.g. `assets/models/tiny-decoder`. */
const PATH = /[\w.@-]+(?:\/[\w.@-]*\w)+/g;

/**
 * The place that an error is about: the one that its message names, or the first line of
 * a file that has one of the message's fields, quoted words or paths, or else the file's
 * default export.
 *
 * @param message - What went wrong.
 * @param file - A declaration or the course, relative to the repository.
 * @param source - Its text.
 */
export function placeOfError(message: string, file: string, source: string): Place {
  const named = NAMED.exec(message);
  if (named) return {file: named[1], line: Number(named[2])};
  const lines = source.split('\n');
  const words = [FIELD, QUOTED, PATH].flatMap(pattern =>
    [...message.matchAll(pattern)].map(([whole, word = whole]) => word),
  );
  for (const word of [...words, 'export default']) {
    const line = lines.findIndex(text => text.includes(word));
    if (line >= 0) return {file, line: line + 1};
  }
  return {file, line: 1};
}
