import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import type {ModelDtype, ModelSource} from '../course/roles.ts';
import {sha256} from '../../foundations/canonical-json.ts';
import {chooseGraphs, usedFiles} from '../models/choose-graphs.ts';
import {resolveFolder} from '../models/folder.ts';
import {hashKnownFiles} from '../models/hash-memory.ts';
import {readLock} from '../models/hub/lock-file.ts';
import type {ModelLock} from '../models/hub/lock-file.ts';
import {readChatTemplate} from '../text/chat-template.ts';

/** A model as captures name it, as far as it can be told without opening it. */
export interface ModelInputs {
  id: string;
  /** Commit of a hub model, `null` for a folder. */
  revision: string | null;
  /** Branch or tag that a hub model's commit was looked up from, `null` where none. */
  branch: string | null;
  /** The files that are used; `sha256` is `null` where only the commit vouches for it. */
  files: {path: string; bytes: number; sha256: string | null}[];
  /** SHA-256 of `tokenizer.json`, `null` where only the commit vouches for it. */
  tokenizerSha256: string | null;
  /** Of the chat template, `null` where only the commit vouches for it or there is none. */
  chatTemplateSha256: string | null;
}

const COMMIT = /^[0-9a-f]{40}$/;

/**
 * What captures of a model depend on. The files of a folder are read; of a hub model the
 * lock file alone, so that neither network nor cache is needed.
 *
 * @param root - Relative paths start here, and `models.lock.json` lies here.
 * @returns `null` for a hub model that is not locked yet.
 * @throws UserError where a folder is missing or has no graph that fits.
 */
export async function modelInputs(
  source: ModelSource,
  root: string,
): Promise<ModelInputs | null> {
  if ('path' in source) return folderInputs(source.path, source.dtype, root);
  const {hub, revision, dtype} = source;
  const lock = await readLock(root, `${hub}@${revision}`);
  return lock && lockedInputs(hub, revision, dtype, lock);
}

async function folderInputs(
  path: string,
  dtype: ModelDtype | undefined,
  root: string,
): Promise<ModelInputs> {
  const model = await resolveFolder(path, root);
  const tokenizer = join(model.folder, 'tokenizer.json');
  return {
    id: model.id,
    revision: null,
    branch: null,
    files: await hashKnownFiles(
      usedFiles(model.files, chooseGraphs(model.graphs, dtype)),
      root,
    ),
    tokenizerSha256: existsSync(tokenizer) ? sha256(await readFile(tokenizer)) : '',
    chatTemplateSha256: (await readChatTemplate(model.folder))?.sha256 ?? null,
  };
}

/** A hub model by its lock; `null` where files of this precision are not locked. Pure. */
export function lockedInputs(
  hub: string,
  revision: string,
  dtype: ModelDtype = 'fp32',
  {commit, needs, files}: ModelLock,
): ModelInputs | null {
  if (!Object.hasOwn(needs, dtype)) return null;
  const all = needs[dtype].map(path => ({path, absolute: path, ...files[path]}));
  const graphs = all.filter(({path}) => path.endsWith('.onnx'));
  return {
    id: hub,
    revision: commit,
    branch: COMMIT.test(revision) ? null : revision,
    files: usedFiles(all, chooseGraphs(graphs, dtype)).map(file => ({
      path: file.path,
      bytes: file.bytes,
      sha256: 'sha256' in file ? file.sha256 : null,
    })),
    tokenizerSha256: null,
    chatTemplateSha256: null,
  };
}
