import {RootCommand} from '@bomb.sh/tab';

import type {Command} from './command.ts';
import {COMMON} from './command.ts';
import {dashed} from './flag.ts';
import type {Flag, FromCourse} from './flag.ts';
import {written} from './written.ts';

/** What a course says that a line may go on with. */
export interface CourseWords {
  /** Ids of scenes, and lessons. */
  scenes: readonly string[];
  lessons: readonly string[];
  /** Names of cues, of the scenes that the line names. */
  cues: readonly string[];
  locales: readonly string[];
  roles: readonly string[];
}

/**
 * How a command line may go on, in the form that the scripts of `@bomb.sh/tab` read: a
 * word and what it is about per line, and last a number that tells the shell what to do
 * besides.
 *
 * @param line - The words so far; the last one is the one being written.
 */
export function completeLine(
  line: readonly string[],
  commands: readonly Command[],
  course: CourseWords,
): string[] {
  const root = new RootCommand();
  for (const {name, says, words, flags} of commands) {
    const command = root.command(name, says);
    for (const [argument, known] of argumentsOf(words, course, line.at(-1) ?? ''))
      command.argument(
        argument,
        complete => known.forEach(word => complete(word, '')),
        argument.startsWith('...'),
      );
    for (const [flag, about] of Object.entries({...flags, ...COMMON})) {
      const known = wordsOf(about, course);
      const option = dashed(flag).slice(2);
      if (about.value === null) command.option(option, about.says);
      else
        command.option(option, about.says, complete =>
          known.forEach(word => complete(word, '')),
        );
    }
  }
  return written(() => root.parse([...line]));
}

/** The arguments of a command with what each may be. */
const argumentsOf = (
  words: string,
  course: CourseWords,
  written: string,
): [string, readonly string[]][] =>
  [...words.matchAll(/[<[]([^>\]]+)[>\]]/g)].map(([, name]) => [
    name,
    ARGUMENTS[name]?.(course, written) ?? [],
  ]);

const ARGUMENTS: Record<
  string,
  (course: CourseWords, written: string) => readonly string[]
> = {
  '...scenes': scenesAndLessons,
  lesson: ({lessons}) => lessons,
  what: () => ['scene'],
  shell: () => SHELLS,
};

/** Names without their lessons are known too, where no id begins with what is written. */
function scenesAndLessons({lessons, scenes}: CourseWords, written: string): string[] {
  const all = [...lessons, ...scenes];
  return all.some(id => id.startsWith(written))
    ? all
    : scenes.map(id => id.slice(id.indexOf('/') + 1));
}

/** Shells that can be told how to complete a line. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

const FROM_COURSE: Record<FromCourse, (course: CourseWords) => readonly string[]> = {
  cues: ({cues}) => cues,
  locales: ({locales}) => locales,
  roles: ({roles}) => roles,
  models: ({roles}) => roles.map(role => `${role}=`),
};

const wordsOf = (
  {words, fromCourse}: Flag<unknown>,
  course: CourseWords,
): readonly string[] =>
  words ?? (fromCourse === null ? [] : FROM_COURSE[fromCourse](course));
