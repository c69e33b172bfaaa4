/** What has changed since a capture was made, in words. Pure. */

import type {Provenance} from '../capture/format.ts';
import type {ModelInputs} from './model-inputs.ts';

/**
 * What a role's model has changed in, or `null`.
 *
 * @param role - The role that the model plays.
 * @param former - What the capture was made with.
 * @param now - The model that plays the role now.
 */
export function modelChange(
  role: string,
  {model, tokenizer}: Pick<Provenance, 'model' | 'tokenizer'>,
  now: ModelInputs,
): string | null {
  const named = (from: string, to: string): string => `${role} changed: ${from} -> ${to}`;
  const branch = model.branch ?? null;
  if (model.id !== now.id || model.revision !== now.revision) {
    const from = nameOf(model.id, model.revision);
    return named(from, nameOf(now.id, now.revision));
  }
  if (branch !== now.branch) {
    const of = (name: string | null): string => `${model.id}@${name ?? model.revision}`;
    return named(of(branch), of(now.branch));
  }
  const [was, is] = [byPath(model.files), byPath(now.files)];
  const [wasPaths, isPaths] = [was, is].map(files =>
    files.map(({path}) => path).join(', '),
  );
  if (wasPaths !== isPaths)
    return `${role} changed: ${now.id} by ${wasPaths} -> ${isPaths}`;
  const other = is.find(
    ({bytes, sha256}, i) =>
      bytes !== was[i].bytes || (sha256 !== null && sha256 !== was[i].sha256),
  );
  if (other) return `${role} changed: ${now.id} has another ${other.path}`;
  if (now.tokenizerSha256 !== null && now.tokenizerSha256 !== tokenizer.sha256)
    return `${role} changed: ${now.id} has another tokenizer.json`;
  // Only captures of messages use it.
  const template = tokenizer.chatTemplateSha256;
  if (template !== undefined && (now.chatTemplateSha256 ?? template) !== template)
    return `${role} changed: ${now.id} has another chat template`;
  return null;
}

/** `org/name@607a30d`, or a folder's name. */
const nameOf = (id: string, revision: string | null): string =>
  revision === null ? id : `${id}@${revision.slice(0, 7)}`;

const byPath = <F extends {path: string}>(files: readonly F[]): F[] =>
  [...files].sort((a, b) => (a.path < b.path ? -1 : 1));

/** Where a tokenizer comes from now, as far as it can be told without opening it. */
export interface TokenizerInputs {
  /** The role without `tokenizer:`. */
  name: string;
  /** E.g. `js-tiktoken@1.0.21`. */
  from: string;
  /** `null` where `from` vouches for it. */
  sha256: string | null;
}

/** What the tokenizers of a text capture have changed in, one entry per tokenizer. */
export function tokenizerChanges(
  former: NonNullable<Provenance['tokenizers']>,
  now: readonly TokenizerInputs[],
): string[] {
  return now.flatMap(({name, from, sha256}) => {
    const was = former.find(entry => entry.name === name);
    const role = `tokenizer:${name}`;
    if (!was) return [`${role} was added`];
    if (was.from !== from) return [`${role} changed: ${was.from} -> ${from}`];
    return sha256 === null || sha256 === was.sha256
      ? []
      : [`${role} changed: ${from} has another vocabulary`];
  });
}

/** Which packages have other versions than those that a capture was made with. */
export function versionChanges(
  former: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(now).flatMap(([name, version]) =>
    former[name] === version
      ? []
      : [`${name} changed: ${former[name] ?? 'none'} -> ${version}`],
  );
}
