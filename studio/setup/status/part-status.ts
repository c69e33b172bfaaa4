import type {UserError} from '../../../foundations/user-error.ts';
import {OPTIONAL} from '../found-part.ts';
import type {FoundPart, PartName} from '../found-part.ts';

/** What `aim doctor` says of one part. */
export interface PartStatus {
  name: string;
  /** Whether it is there and works. */
  ok: boolean;
  /** Whether anything that the course needs fails without it. */
  needed: boolean;
  /** Where it was found, or where it was looked for. */
  where: string;
  /** Its version, or another fact that tells it apart; empty where it is missing. */
  version: string;
  /** What to do about it; empty where it is fine. */
  remedy: string;
}

/** The status of a part that was found. A path inside the repository is shown from there. */
export const foundStatus = (
  {name, path, version, where}: FoundPart,
  root: string,
): PartStatus => ({
  name,
  ok: true,
  needed: !OPTIONAL.has(name),
  where: `${where}: ${path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path}`,
  version,
  remedy: '',
});

/** The status of a part that was not found, from the error that says so. */
export const missingStatus = (
  name: PartName,
  {message}: UserError,
  remedy: string,
): PartStatus => ({
  name,
  ok: false,
  needed: !OPTIONAL.has(name),
  where: message,
  version: '',
  remedy,
});

/** Whether all that is needed is there. */
export const allNeeded = (parts: readonly PartStatus[]): boolean =>
  parts.every(({ok, needed}) => ok || !needed);
