import {basename, relative} from 'node:path';

import type {CaptureOnDisk} from '../../data-extract/capture/capture-folder.ts';
import type {Course} from '../../data-extract/course/course.ts';
import type {TokenizerRole, TokenizerSource} from '../../data-extract/course/roles.ts';
import {sourceOf} from '../../data-extract/models/source-of.ts';
import {openText} from '../../data-extract/text-capture/extract-text.ts';
import {courseHere} from '../../foundations/course-root.ts';
import {UserError} from '../../foundations/user-error.ts';
import {modelOf} from './model-of.ts';

/**
 * A text as the tokenizers of some models cut it.
 *
 * @param folder - Relative paths start here.
 */
export async function captureTokens(
  {models, text}: {models: readonly string[]; text: string | null},
  course: Course,
  folder: string,
): Promise<CaptureOnDisk> {
  const root = courseHere() ?? folder;
  const named = models.map((name, i) => ({
    role: roleOf(name, models.slice(0, i)),
    source: tokenizerOf(name, course, root, folder),
  }));
  const roles = Object.fromEntries(named.map(({role, source}) => [role, source]));
  const make = await openText(
    {kind: 'tokens', text: text ?? '', tokenizers: named.map(({role}) => role)},
    {id: 'figures/tokens', course: {...course, roles}, root},
  );
  return make();
}

const PREFIX = 'tokenizer:';

/** What it is called; a second one of a name gets a number. */
function roleOf(name: string, before: readonly string[]): TokenizerRole {
  const own = plainName(name);
  const same = before.filter(one => plainName(one) === own).length;
  return `${PREFIX}${own}${same === 0 ? '' : `-${same + 1}`}`;
}

const plainName = (name: string): string =>
  name.startsWith(PREFIX) ? name.slice(PREFIX.length) : basename(name);

function tokenizerOf(
  name: string,
  course: Course,
  root: string,
  folder: string,
): TokenizerSource {
  if (name.startsWith(PREFIX)) {
    const known = course.roles[name as TokenizerRole];
    if (known) return known;
    const roles = Object.keys(course.roles).filter(role => role.startsWith(PREFIX));
    throw new UserError(
      'model-missing',
      `--model ${name} is no tokenizer of the course.`,
      `Give one of: ${roles.join(', ')}.`,
    );
  }
  const source = sourceOf(modelOf(name, course, folder), folder);
  const label = basename(name);
  // Paths of tokenizers start in the root.
  return 'path' in source
    ? {path: relative(root, source.path), label}
    : {...source, label};
}
