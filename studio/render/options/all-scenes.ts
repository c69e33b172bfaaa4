import {flagError} from '../../command-line/flag-values.ts';
import {yes} from '../../command-line/flag-kinds.ts';

/** The flag that names no scene, and so all of them. */
export const ALL_FLAG = {
  all: yes('All scenes, as when none is named'),
};

/**
 * The scenes that a command line names; none stands for all. Pure.
 *
 * @throws UserError where `--all` stands beside scenes or a project.
 */
export function selectorsOf(
  words: readonly string[],
  {all, project}: {all: boolean; project?: string | undefined},
): readonly string[] {
  if (all && words.length > 0) {
    throw flagError(
      `--all is all scenes, and ${words.join(', ')} are named besides.`,
      'Leave one of them out.',
    );
  }
  if (all && project !== undefined) {
    throw flagError(
      '--all speaks of scenes of lessons, and --project names a plain project.',
      'A project is rendered whole: leave --all out.',
    );
  }
  return words;
}
