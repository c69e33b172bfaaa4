import {existsSync} from 'node:fs';

import {UserError} from '../../foundations/user-error.ts';
import {checkPart} from './check-part.ts';
import type {FoundPart, PartName} from './found-part.ts';
import type {Source} from './sources.ts';

/** A way that was tried in vain: an executable that will not do, or an installation. */
export interface Refusal {
  where: string;
  /** The executable, or `null` where it did not come to one. */
  path: string | null;
  problem: string;
}

/**
 * Look into sources, in order, for an executable that will do. Nothing is installed.
 *
 * @param refusals - Gets what was tried in vain; what is in it is not tried again.
 * @throws UserError where a source that the user chose does not work.
 */
export async function search(
  name: PartName,
  sources: readonly Source[],
  refusals: Refusal[],
): Promise<FoundPart | null> {
  for (const {where, paths, chosen} of sources) {
    for (const path of paths.filter(path => existsSync(path))) {
      if (refusals.some(refusal => refusal.path === path)) continue;
      const verdict = await checkPart(name, path);
      if ('version' in verdict) return {name, path, version: verdict.version, where};
      refusals.push({where, path, problem: verdict.problem});
    }
    if (chosen) throw unusable(name, where, paths, refusals);
  }
  return null;
}

function unusable(
  name: PartName,
  where: string,
  paths: readonly string[],
  refusals: readonly Refusal[],
): UserError {
  const refusal = refusals.find(refusal => refusal.where === where);
  const why = refusal
    ? `${refusal.path}: ${refusal.problem}`
    : `there is no ${paths.length === 1 ? paths[0] : 'such command'}`;
  return new UserError(
    `${name}-unusable`,
    `${where} names nothing that will do as ${name}: ${why}.`,
    `Point ${where} at one that works, or unset it.`,
  );
}
