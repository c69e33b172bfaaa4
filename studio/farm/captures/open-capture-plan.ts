import {join} from 'node:path';

import {readCapture} from '../../../data-extract/capture/capture-folder.ts';
import {extract} from '../../../data-extract/extract.ts';
import {courseRoot} from '../../../foundations/course-root.ts';
import {UserError} from '../../../foundations/user-error.ts';
import {openStore} from '../../render/store/open-store.ts';
import type {SharedStore} from '../../render/store/shared-store.ts';
import {heldOpen} from '../held-open.ts';
import type {HeldOpen} from '../held-open.ts';
import type {DrawablePlan, WorkerPlaces} from '../open-plan.ts';
import type {CapturePlan} from '../plan-board.ts';
import type {FarmDone} from '../plan-queue.ts';
import {requireMark} from '../store-mark.ts';
import {planCaptures} from './plan-captures.ts';
import type {CapturesPlanned} from './plan-captures.ts';
import {recordName, storeCapture} from './stored-captures.ts';

/**
 * Open a plan of captures: find here what it is about.
 *
 * @throws UserError where declarations, models or versions of this machine, or the store,
 * are others.
 */
export function openCapturePlan(
  plan: CapturePlan,
  {store: ownStore}: WorkerPlaces,
): Promise<HeldOpen<DrawablePlan>> {
  return heldOpen(async use => {
    const address = ownStore ?? plan.store.address;
    const store = openStore(address) as SharedStore;
    await requireMark(store, plan.store);
    const root = courseRoot();
    const planned = await planCaptures(root, plan.scenes, plan.models, root);
    const own = new Set(planned.captures.map(({key}) => key));
    const others = plan.captures.filter(({key}) => !own.has(key));
    if (others.length > 0) throw otherProject(others.map(({id}) => id));
    const places = {root, store, plan: plan.id};
    // A run takes all cores by itself, and its model all the memory that it takes.
    let last: Promise<unknown> = Promise.resolve();
    const draw = (key: string): Promise<FarmDone> => {
      const made = last.then(() => makeOnce(key, planned, places));
      last = made.catch(() => undefined);
      return made;
    };
    await use({draw});
  });
}

/** Make a capture, unless it is there, and store it. */
async function makeOnce(
  key: string,
  {course, captures}: CapturesPlanned,
  {root, store, plan}: {root: string; store: SharedStore; plan: string},
): Promise<FarmDone> {
  if (await store.has(recordName(key))) return {frames: 1, seconds: 0};
  const wanted = captures.find(capture => capture.key === key);
  if (wanted === undefined) throw otherProject([key]);
  const {id, declaration} = wanted;
  const begun = performance.now();
  const folder = `.cache/farm-captures/${plan}`;
  await extract({id, declaration, course, root, captures: folder, force: false});
  const made = await readCapture(join(root, folder, id));
  if (made === null) throw new Error(`the capture ${id} is gone as soon as it is made`);
  await storeCapture(store, key, made);
  return {frames: 1, seconds: (performance.now() - begun) / 1000};
}

const otherProject = (ids: readonly string[]): UserError =>
  new UserError(
    'farm-refused',
    `This machine would make other captures than the plan says: the declaration, the model or the versions of ${ids.slice(0, 3).join(', ')} are others here.`,
    'Check out the same version, with the same models, and start the worker again.',
  );
