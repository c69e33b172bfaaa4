import {existsSync} from 'node:fs';
import {join} from 'node:path';

import {sourceOf} from '../../data-extract/models/source-of.ts';
import {packageFolder} from '../../foundations/package-folder.ts';
import {IS_SOURCE, ROOT} from '../../foundations/root.ts';
import {UserError} from '../../foundations/user-error.ts';

/** The package of the default model, which is no part of the tool's. */
const PACKAGE = 'attention-in-motion-tiny-decoder';

/** Where the default model lies in a course. */
const PLACE = 'assets/models/tiny-decoder';

/** The decoder of a new course. */
export interface Decoder {
  /** Its role, as `course.config.ts` says it. */
  role: object;
  /** The folder that is copied into the course, and where to; `null` for a model elsewhere. */
  copy: {from: string; to: string} | null;
}

/**
 * The model that is to play the decoder of a new course.
 *
 * @param model - A folder, an .onnx file or `org/name` of the hub; without it, the default
 * model, which has to be installed.
 * @param folder - The current folder; absolute.
 * @throws UserError where there is none.
 */
export function findDecoder(model: string | undefined, folder: string): Decoder {
  if (model !== undefined) {
    const source = sourceOf(model, folder);
    return {role: source, copy: null};
  }
  const own = join(ROOT, PLACE);
  const from =
    packageFolder(PACKAGE, folder) ??
    packageFolder(PACKAGE) ??
    (IS_SOURCE && existsSync(own) ? own : null);
  if (from !== null) return {role: {path: PLACE}, copy: {from, to: PLACE}};
  throw new UserError(
    'model-missing',
    `The model for the first scene, ${PACKAGE}, is not installed.`,
    `Install it beside attention-in-motion (offline: from its file, as attention-in-motion itself), or give --model with a folder, an .onnx file or org/name of the hub.`,
  );
}
