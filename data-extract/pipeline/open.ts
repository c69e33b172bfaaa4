import {existsSync} from 'node:fs';
import {join} from 'node:path';

import type {Device, ModelSource} from '../course/roles.ts';
import type {CaptureDeclaration} from '../declare/declaration.ts';
import {hashKnownFiles} from '../models/hash-memory.ts';
import {resolveModel} from '../models/resolve.ts';
import {watchFiles} from '../models/unchanged.ts';
import type {CaptureModel} from '../run/capture-model.ts';
import {openModel} from '../run/open-model.ts';
import {keepSessions} from '../run/sessions.ts';
import {readChatTemplate} from '../text/chat-template.ts';
import {loadTokenizer} from '../text/tokenizer.ts';

/** A model ready to run, and what its captures say of it. */
export interface OpenedModel extends CaptureModel {
  model: {
    id: string;
    revision: string | null;
    branch?: string;
    files: {path: string; bytes: number; sha256: string}[];
  };
  /** SHA-256 of `tokenizer.json`; empty where tokens are given by their ids. */
  tokenizerSha256: string;
}

/**
 * Find a model, read its graphs and its tokenizer.
 *
 * @param root - Relative paths start here, and `models.lock.json` lies here.
 * @param byIds - Whether tokens are given by their ids: then a tokenizer may be missing.
 * @param kept - So many sessions stay open for the next text.
 */
export async function openForCapture(
  source: ModelSource,
  root: string,
  device: Device,
  byIds: boolean,
  kept = 0,
): Promise<OpenedModel> {
  const resolved = await resolveModel(source, root);
  const tokenizer = await loadTokenizer(resolved.folder).catch((error: unknown) => {
    if (!byIds) throw error;
    return idsAlone(error as Error);
  });
  const open = openModel(resolved, source.dtype);
  const {id, revision, branch} = resolved;
  const unchanged = watchFiles(open.files);
  return {
    resolved,
    open,
    tokenizer,
    chat: await readChatTemplate(resolved.folder),
    device,
    sessions: keepSessions(device, kept),
    often: kept > 0,
    checksModel: true,
    unchanged,
    model: {
      id,
      revision,
      ...(branch === null ? {} : {branch}),
      files: await hashKnownFiles(open.files, isCourse(root) ? root : null),
    },
    tokenizerSha256: tokenizer.sha256,
  };
}

/** Whether a folder has a cache of its own; elsewhere nothing is left behind. */
const isCourse = (root: string): boolean => existsSync(join(root, 'course.config.ts'));

/** What a capture says of the tokenizer, and of the template where it used that. */
export const tokenizerOf = (
  {tokenizerSha256, chat}: Pick<OpenedModel, 'tokenizerSha256' | 'chat'>,
  text: CaptureDeclaration['text'],
): {sha256: string; chatTemplateSha256?: string} => ({
  sha256: tokenizerSha256,
  ...(typeof text !== 'string' && chat ? {chatTemplateSha256: chat.sha256} : {}),
});

/**
 * Stands in for a tokenizer: tokens have ids, and nothing is known of their text.
 *
 * @param why - What is thrown for a text: why there is none.
 */
const idsAlone = (why: Error): CaptureModel['tokenizer'] & {sha256: string} => ({
  sha256: '',
  mask: null,
  token: () => ({text: null, bytes: '', special: false}),
  encode: () => {
    throw why;
  },
});
