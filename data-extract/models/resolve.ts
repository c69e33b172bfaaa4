import type {ModelSource} from '../course/roles.ts';
import {resolveFolder} from './folder.ts';
import {fetchModel} from './hub/fetch-model.ts';
import type {ResolvedModel} from './resolved-model.ts';

/**
 * Find a model: a folder in Hugging Face layout, a single .onnx file, or a repository of
 * the hub, which is downloaded where it is not in the Hugging Face cache yet.
 *
 * @param source - Where the course says that it is.
 * @param root - The repository; paths are relative to it, and it holds `models.lock.json`.
 * @throws UserError where it is not there, lacks a file, or has one that is not the
 * locked one.
 */
export async function resolveModel(
  source: ModelSource,
  root: string,
): Promise<ResolvedModel> {
  if ('path' in source) return resolveFolder(source.path, root);
  const {folder, commit, branch} = await fetchModel(source, root);
  return {
    ...(await resolveFolder(folder, root)),
    id: source.hub,
    revision: commit,
    branch,
  };
}
