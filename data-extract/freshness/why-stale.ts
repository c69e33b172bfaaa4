import {existsSync} from 'node:fs';
import {join} from 'node:path';

import {CAPTURE_FORMAT} from '../capture/format.ts';
import type {CaptureFile, Provenance} from '../capture/format.ts';
import type {Course} from '../course/course.ts';
import type {Device, TokenizerRole} from '../course/roles.ts';
import {rolesOf} from '../declare/declaration.ts';
import type {CaptureDeclaration, TextDeclaration} from '../declare/declaration.ts';
import type {ListingsDeclaration} from '../declare/text-declaration.ts';
import {hashJson} from '../../foundations/canonical-json.ts';
import {captureVersions, ownVersion, packageVersion} from '../../foundations/versions.ts';
import {hashFile} from '../models/model-file.ts';
import {listingInputs} from './listing-inputs.ts';
import {modelChange, tokenizerChanges, versionChanges} from './changes.ts';
import {modelInputs} from './model-inputs.ts';
import type {ModelInputs} from './model-inputs.ts';
import {tokenizerInputs} from './tokenizer-inputs.ts';

/** A capture that is asked for. */
export interface WantedCapture {
  /** `<lesson>/<scene>`. */
  id: string;
  declaration: CaptureDeclaration | TextDeclaration;
  course: Course;
  /** The repository. */
  root: string;
  /** Where it is to have run; left out, or `auto`, it may have run anywhere. */
  device?: Device;
  /** Whether values that failed a check will do. */
  keepUnverified?: boolean;
  /** Models that have been looked at, by their source; many captures share one. */
  seen?: Map<string, Promise<ModelInputs | null>>;
}

/**
 * What has changed since a capture was made, in words; nothing where it is fresh. No
 * model is opened, and nothing is fetched.
 *
 * @param former - The capture that is there.
 * @throws UserError where the declaration asks for a model that is missing.
 */
export async function whyStale(
  wanted: WantedCapture,
  former: CaptureFile,
): Promise<string[]> {
  const {declaration} = wanted;
  return [
    ...(former.format === CAPTURE_FORMAT
      ? []
      : [
          `the format of captures changed: ${String(former.format)} -> ${String(CAPTURE_FORMAT)}`,
        ]),
    ...(former.id === wanted.id ? [] : [`it is the capture of ${former.id}`]),
    ...declarationChange(declaration, former),
    ...deviceChange(wanted, former),
    ...(wanted.keepUnverified ? [] : failedChecks(former)),
    ...('kind' in declaration
      ? await textChanges(declaration, wanted, former)
      : await roleChanges(declaration, wanted, former)),
  ];
}

/** What has changed in a declaration since a capture was made of it, in words. Pure. */
export function declarationChange(
  declaration: CaptureDeclaration | TextDeclaration,
  former: Pick<CaptureFile, 'declarationSha256' | 'text'>,
): string[] {
  if (hashJson(declaration) === former.declarationSha256) return [];
  const text = 'text' in declaration ? declaration.text : null;
  return typeof text === 'string' && text !== former.text
    ? ['the text changed']
    : ['the declaration changed'];
}

/** Who names a device wants the values of that one; a text runs on none. */
function deviceChange(
  {declaration, device = 'auto'}: WantedCapture,
  {provenance}: CaptureFile,
): string[] {
  const isOf = device === 'auto' || 'kind' in declaration || device === provenance.device;
  return isOf ? [] : [`the device changed: ${provenance.device} -> ${device}`];
}

/** What was kept though a check failed is no capture to rely on. Pure. */
function failedChecks({invariants}: Pick<CaptureFile, 'invariants'>): string[] {
  const failed = invariants.filter(({ok}) => !ok).map(({name}) => name);
  return failed.length === 0
    ? []
    : [`it was kept unverified: ${failed.join(', ')} did not hold`];
}

async function roleChanges(
  {role}: CaptureDeclaration,
  {course, root, seen = new Map()}: WantedCapture,
  {provenance}: CaptureFile,
): Promise<string[]> {
  // The declaration has changed then, and that has been said.
  if (role !== provenance.role) return [];
  const source = course.roles[role];
  if (!source || !('path' in source || 'hub' in source)) {
    return [`no model plays the role ${role}`];
  }
  const key = hashJson(source);
  const looked = seen.get(key) ?? modelInputs(source, root);
  seen.set(key, looked);
  const now = await looked;
  const change = now
    ? modelChange(role, provenance, now)
    : `${role} is not in models.lock.json yet`;
  return [
    ...(change === null ? [] : [change]),
    ...versionChanges(provenance.versions, captureVersions()),
  ];
}

async function textChanges(
  declaration: TextDeclaration,
  {course, root}: WantedCapture,
  former: CaptureFile,
): Promise<string[]> {
  const {provenance} = former;
  const roles = rolesOf(declaration).filter((role): role is TokenizerRole =>
    role.startsWith('tokenizer:'),
  );
  const changes: string[] = [];
  for (const role of roles) {
    const now = await tokenizerInputs(role, course, root);
    changes.push(
      ...(now
        ? tokenizerChanges(provenance.tokenizers ?? [], [now])
        : [`no tokenizer that is known plays the role ${role}`]),
    );
  }
  changes.push(
    ...(declaration.kind === 'word-vectors'
      ? await vectorChanges(provenance, course, root)
      : declaration.kind === 'listings'
        ? await listingChanges(declaration, course, root, former)
        : await fileChanges(provenance.model.files, root)),
  );
  const now = Object.fromEntries(
    Object.keys(provenance.versions).map(name => [
      name,
      name === 'attention-in-motion' ? ownVersion() : packageVersion(name),
    ]),
  );
  return [...changes, ...versionChanges(provenance.versions, now)];
}

/** Texts that a capture was made from, the declared one left out. */
async function fileChanges(
  files: readonly {path: string; sha256: string}[],
  root: string,
): Promise<string[]> {
  const changes: string[] = [];
  for (const {path, sha256} of files) {
    if (path === 'text') continue;
    const file = join(root, path);
    if (!existsSync(file) || (await hashFile(file)) !== sha256)
      changes.push(`${path} changed`);
  }
  return changes;
}

/** Programs that were run, and the model that they ran. */
async function listingChanges(
  {role}: ListingsDeclaration,
  course: Course,
  root: string,
  {provenance, results}: CaptureFile,
): Promise<string[]> {
  const now = await listingInputs(role, course, root);
  const change = now
    ? modelChange(role, provenance, now.model)
    : `no model that is known plays the role ${role}`;
  const programs = results.text?.kind === 'listings' ? results.text.programs : [];
  return [...(change === null ? [] : [change]), ...(await fileChanges(programs, root))];
}

async function vectorChanges(
  provenance: Provenance,
  course: Course,
  root: string,
): Promise<string[]> {
  const {openVectors} = await import('../text/vectors/open-vectors.ts');
  const {id, revision, integrity, files} = await openVectors(course, root);
  const now = {
    id,
    revision,
    files,
    branch: null,
    tokenizerSha256: null,
    chatTemplateSha256: null,
  };
  const change = modelChange('word-vectors', provenance, now);
  if (change !== null) return [change];
  return (provenance.model.integrity ?? null) === integrity
    ? []
    : [`word-vectors changed: ${id}@${revision} has another integrity`];
}
