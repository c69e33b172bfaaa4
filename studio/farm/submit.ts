import {resolve} from 'node:path';

import {hashJson} from '../../foundations/canonical-json.ts';
import {ChunkCache} from '../render/draw/chunk-cache.ts';
import {chunksOf, readSame, stateOf} from '../render/draw/chunk-state.ts';
import type {ChunkJob} from '../render/draw/chunk-page.ts';
import {documentOf} from '../render/plan/write-plan.ts';
import {unitsOf} from '../render/render-plan.ts';
import type {SelectedRender} from '../render/render-selected.ts';
import {namesIn} from '../render/store/names-in.ts';
import type {SharedStore} from '../render/store/shared-store.ts';
import {enqueue} from './enqueue.ts';
import type {PlanBoard} from './plan-board.ts';
import {markStore} from './store-mark.ts';

/** What became of a plan that was put on the farm. */
export interface Submitted {
  plan: string;
  chunks: number;
  frames: number;
  /** Chunks that are there already. */
  stored: number;
  /** Command that joins the chunks when all are there. */
  assemble: string;
}

/**
 * Put the chunks of a plan on the farm that are not in the store, a job each. What has been
 * put there before is not put there twice; what failed is tried again.
 */
export async function submit(
  board: PlanBoard,
  store: SharedStore,
  selected: SelectedRender,
  priority: number,
): Promise<Submitted> {
  const {root, options, plan, stage} = selected;
  const all = chunksOf(unitsOf(plan));
  const tools = {browser: stage.browser, encoder: plan.encoder.identity};
  const mark = await markStore(store);
  const there = await storedOf(all, store, selected);
  const chunks = stateOf(all, key => there.has(key));
  const document = documentOf(
    root,
    {videos: [...plan.videos, ...plan.joined], tools, chunks},
    options,
  );
  const {version, scenes, flags, plays} = document;
  const id = hashJson([mark, all.map(({chunk}) => chunk.key)]).slice(0, 12);
  const missing = all.filter(({chunk}) => !there.has(chunk.key));
  if (missing.length > 0) {
    const {frameTimeout} = options;
    const at = {address: store.address, id: mark};
    const what = {version, tools, scenes, flags, plays, frameTimeout};
    await board.post({...{kind: 'chunks', id, ...what}, ...{store: at, priority}});
    await enqueue(
      board,
      id,
      missing.map(({unit, chunk: {key, from, to}}) => ({
        ...{name: `${unit.play.name} ${from}-${to}`, key, frames: to - from},
      })),
    );
  }
  const frames = all.reduce((sum, {chunk}) => sum + chunk.to - chunk.from, 0);
  const {assemble} = document;
  return {plan: id, chunks: all.length, frames, stored: there.size, assemble};
}

/** Keys of the chunks that are in the store; those of this machine's cache go there first. */
async function storedOf(
  all: readonly ChunkJob[],
  store: SharedStore,
  {root, options, plan, stage}: SelectedRender,
): Promise<Set<string>> {
  const own = new ChunkCache(resolve(root, options.cache), plan.encoder.ending, null);
  const shared = new ChunkCache(resolve(root, options.cache), plan.encoder.ending, store);
  await own.prepare();
  const names = await namesIn(
    store,
    all.map(({chunk}) => `${chunk.key}.json`),
  );
  const there = new Set<string>();
  for (const {chunk} of all) {
    if (names.has(`${chunk.key}.json`)) there.add(chunk.key);
    else if ((await readSame(chunk.key, own, stage.outside)) !== null) {
      await shared.share(chunk.key);
      there.add(chunk.key);
    }
  }
  return there;
}
