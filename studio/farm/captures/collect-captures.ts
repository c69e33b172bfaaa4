import {join} from 'node:path';

import {readCapture, writeCapture} from '../../../data-extract/capture/capture-folder.ts';
import {sameValues} from '../../../data-extract/capture/same-values.ts';
import type {SharedStore} from '../../render/store/shared-store.ts';
import type {PlannedCapture} from './plan-captures.ts';
import {storedCapture} from './stored-captures.ts';

/** A capture that has been brought into the course. */
export interface CollectedCapture {
  /** Relative to the course. */
  folder: string;
  /** `kept`: what lay there has the same values. */
  outcome: 'kept' | 'written';
}

/** Bring captures from the store into the course. */
export async function collectCaptures(
  root: string,
  folder: string,
  captures: readonly PlannedCapture[],
  store: SharedStore,
): Promise<CollectedCapture[]> {
  const collected: CollectedCapture[] = [];
  for (const {id, key} of captures) {
    const made = await storedCapture(store, key);
    const place = `${folder}/${id}`;
    const former = await readCapture(join(root, place));
    const isSame = former !== null && sameValues(former, made);
    if (!isSame) await writeCapture(join(root, place), made);
    collected.push({folder: place, outcome: isSame ? 'kept' : 'written'});
  }
  return collected;
}
