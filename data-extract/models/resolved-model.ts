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
