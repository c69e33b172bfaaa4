import type {Course} from '../course/course.ts';
import type {Role} from '../course/roles.ts';
import {modelInputs} from './model-inputs.ts';
import type {ModelInputs} from './model-inputs.ts';

/** What programs that run a model depend on besides themselves. */
export interface ListingInputs {
  /** What they get as their argument: the model as a command line names it. */
  argument: string;
  /** The model, its tokenizer among its files. */
  model: ModelInputs;
}

/**
 * The model of a role as programs are run with it; nothing is opened or fetched.
 *
 * @returns `null` where no model plays the role, or it is not locked yet.
 * @throws UserError where a folder is missing or has no graph that fits.
 */
export async function listingInputs(
  role: Role,
  course: Course,
  root: string,
): Promise<ListingInputs | null> {
  const source = course.roles[role];
  if (!source || !('path' in source || 'hub' in source)) return null;
  const model = await modelInputs(source, root);
  if (!model) return null;
  const {tokenizerSha256: sha256} = model;
  const tokenizer = {path: 'tokenizer.json', bytes: 0, sha256};
  return {
    argument: 'path' in source ? source.path : `${source.hub}@${source.revision}`,
    model: {
      ...model,
      files: sha256 === null ? model.files : [...model.files, tokenizer],
      tokenizerSha256: null,
      chatTemplateSha256: null,
    },
  };
}
