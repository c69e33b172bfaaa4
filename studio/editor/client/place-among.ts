/** A line of a source file. */
export interface SourcePlace {
  /** Relative to the repository. */
  file: string;
  /** From 1. */
  line: number;
}

/** The parts of an entry of a stack trace that are looked at. */
export interface StackEntry {
  /** Path of an address. */
  file: string;
  line: number;
  /** Whether it belongs to a package. */
  isExternal: boolean;
}

/**
 * The place in a scene that an error comes from: the entry on top that lies in its lesson,
 * or else in the course. Pure.
 *
 * @param entries - From where it was thrown to who called.
 * @param lesson - Folder of the lesson.
 */
export function placeAmong(
  entries: readonly StackEntry[],
  lesson: string,
): SourcePlace | null {
  const own = entries.flatMap(({file, line, isExternal}) => {
    const path = decodeURIComponent(file);
    const start = path.lastIndexOf('/scenes/');
    return isExternal || start < 0 ? [] : [{file: path.slice(start + 1), line}];
  });
  return own.find(({file}) => file.startsWith(`scenes/${lesson}/`)) ?? own[0] ?? null;
}
