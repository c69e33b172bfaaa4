import type {ModelSource} from '../roles.ts';
import {resolveFolder} from './folder.ts';
import {fetchModel} from './hub/fetch-model.ts';
import type {ModelFile} from './model-file.ts';

/** A model on this machine. */
export interface ResolvedModel {
  /** Folder name, file name without ending, or `org/name`. */
  id: string;
  /** Commit of a hub model, `null` for a folder. */
  revision: string | null;
  /** Branch or tag that was asked for, where the commit was looked up from it. */
  branch: string | null;
  /** Folder with `config.json` and `tokenizer.json`, where there are such files. */
  folder: string;
  /** `config.json`, or `null` where there is none. */
  config: Record<string, unknown> | null;
  /** The graphs, by path relative to the folder. */
  graphs: {path: string; absolute: string}[];
  /** Graphs and the files with their weights. */
  files: ModelFile[];
}

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
