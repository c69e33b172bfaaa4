import {join} from 'node:path';

import {readCapture} from '../../../data-extract/capture/capture-folder.ts';
import {whyStale} from '../../../data-extract/freshness/why-stale.ts';
import {hashJson} from '../../../foundations/canonical-json.ts';
import {ownVersion} from '../../../foundations/versions.ts';
import {namesIn} from '../../render/store/names-in.ts';
import type {SharedStore} from '../../render/store/shared-store.ts';
import {enqueue} from '../enqueue.ts';
import type {PlanBoard} from '../plan-board.ts';
import {markStore} from '../store-mark.ts';
import type {CapturesPlanned, PlannedCapture} from './plan-captures.ts';
import {recordName} from './stored-captures.ts';

/** What became of captures that were put on the farm. */
export interface CapturesSubmitted {
  plan: string;
  /** That are stale or missing here. */
  captures: number;
  /** Of these, that the store has already. */
  stored: number;
}

/** Of the captures of a plan, those that are stale or missing in the course. */
export async function staleOf(
  root: string,
  {captures, course, folder}: CapturesPlanned,
): Promise<PlannedCapture[]> {
  const stale: PlannedCapture[] = [];
  const seen = new Map();
  for (const capture of captures) {
    const {id, declaration} = capture;
    const former = await readCapture(join(root, folder, id));
    const wanted = {id, declaration, course, root, seen};
    if (former === null || (await whyStale(wanted, former.capture)).length > 0)
      stale.push(capture);
  }
  return stale;
}

/**
 * Put captures on the farm that are not in the store, a job each. What has been put there
 * before is not put there twice; what failed is tried again.
 */
export async function submitCaptures(
  board: PlanBoard,
  store: SharedStore,
  {models}: CapturesPlanned,
  stale: readonly PlannedCapture[],
  priority: number,
): Promise<CapturesSubmitted> {
  const mark = await markStore(store);
  const names = await namesIn(
    store,
    stale.map(({key}) => recordName(key)),
  );
  const id = hashJson([mark, stale.map(({key}) => key)]).slice(0, 12);
  const missing = stale.filter(({key}) => !names.has(recordName(key)));
  if (missing.length > 0) {
    await board.post({
      ...{kind: 'captures', id, version: ownVersion(), models, priority},
      scenes: [...new Set(stale.map(({id}) => sceneIdOf(id)))],
      captures: stale.map(({id, key}) => ({id, key})),
      store: {address: store.address, id: mark},
    });
    await enqueue(
      board,
      id,
      missing.map(({id: name, key}) => ({name, key, frames: 1})),
    );
  }
  return {plan: id, captures: stale.length, stored: names.size};
}

/** The scene of a capture, which may be one of several: `x/y` of `x/y.part`. */
const sceneIdOf = (id: string): string => id.replace(/\.[^./]+$/, '');
