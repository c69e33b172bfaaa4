import {openDecoder} from '../run/decoder.ts';
import {feedsFor} from '../run/feeds.ts';
import {openOriginal} from '../run/open-stage.ts';
import {openSession} from '../run/session.ts';
import type {StageJob} from '../run/stage-job.ts';
import {lastLogits} from '../stage/logits.ts';
import {valueOf} from '../stage/stage-run.ts';
import type {StageRun} from '../stage/stage-run.ts';
import {OF_CACHE} from './coverage.ts';
import {relativeError} from '../numbers/relative-error.ts';
import type {Check} from './part.ts';

/** So many tokens are read with the cache. */
const READ = 256;

/**
 * Read all but the last token, then the last one with the cache; of a long text its
 * beginning. The graph runs as it is: what was added to it may count on the number of tokens.
 */
export async function cacheCheck(
  {stage, withPast, context, input, device}: StageJob,
  run: StageRun,
): Promise<Check[]> {
  const {head} = stage.map;
  const readsPast = (withPast ?? stage).map.inputs.cache.length > 0;
  if (
    !head ||
    !readsPast ||
    (input.given?.size ?? 0) > 0 ||
    !context.causal ||
    input.ids[0].length < 2
  )
    return [];
  const {output, extras} = lastLogits(head.logits);
  // A long text would be read a second time for this, and the scores of all of it made.
  const ids = input.ids[0].slice(0, READ);
  const plain = await openSession(stage, [output], extras, device);
  const second = withPast ? await openSession(withPast, [output], extras, device) : null;
  try {
    const decoder = openDecoder(plain, second, output, {encoder: input.encoder});
    const first = await decoder.next([ids.slice(0, -1)], null);
    const {logits} = await decoder.next([ids], first.state);
    const isAll = ids.length === input.ids[0].length;
    const expected = isAll
      ? valueOf(run, output).data
      : (await decoder.next([ids], null)).logits[0];
    const rows = isAll ? null : {checked: ids.length, of: input.ids[0].length};
    const error = relativeError(logits[0], expected);
    return [{name: 'cached = uncached logits', error, of: OF_CACHE, rows}];
  } finally {
    await plain.close();
    await second?.close();
  }
}

/** A graph that was changed beyond additions must compute what the original does. */
export async function branchCheck(
  {stage, input, device}: StageJob,
  run: StageRun,
): Promise<Check[]> {
  const {head} = stage.map;
  if (!stage.inlined || !head) return [];
  const original = openOriginal(stage);
  const {output, extras} = lastLogits(head.logits);
  const session = await openSession(original, [output], extras, device);
  try {
    const values = await session.run(feedsFor(original.map, input), [output]);
    const {data} = valueOf(run, output);
    const error = relativeError(data, valueOf({values}, output).data);
    return [{name: 'branch in place = original logits', error}];
  } finally {
    await session.close();
  }
}
