import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import fc from 'fast-check';

import {UserError} from '../../../../foundations/user-error.ts';
import {openStage} from '../../../../data-extract/run/open-stage.ts';
import type {Stage} from '../../../../data-extract/run/open-stage.ts';
import {openSession} from '../../../../data-extract/run/session.ts';
import {NO_EXTRAS} from '../../../../data-extract/stage/extras.ts';
import {groupQuery, written} from '../toy/attention.ts';
import * as blocks from '../toy/blocks.ts';
import {embedFused, tiedHead} from '../toy/ends.ts';
import {writtenExperts} from '../toy/experts.ts';
import {onnxAttentionWith} from '../toy/fused.ts';
import {rotary} from '../toy/layouts.ts';
import {matMulNBits} from '../toy/linears.ts';
import {toyDecoder} from '../toy/pair.ts';
import {toyModel} from '../toy/toy-model.ts';
import {mutate, spoilings} from './mutate.ts';

const MODELS = [
  toyModel({external: 'weights.bin'}),
  toyModel({
    attend: groupQuery(),
    past: 2,
    norm: blocks.writtenRmsNorm,
    mlp: blocks.gated,
  }),
  toyModel({branch: true, order: 'skip'}),
  toyModel({attend: written({sink: true, softcap: true}), mlp: blocks.experts}),
  toyDecoder({merged: true}),
  toyModel({search: 'BeamSearch', attend: rotary('pairs', true), embed: embedFused}),
  toyModel({attend: onnxAttentionWith('shared keys'), opset: 23, mlp: writtenExperts()}),
  toyModel({linear: matMulNBits, order: 'post', head: tiedHead}),
];

/** What became of spoiled models. */
export interface FuzzReport {
  accepted: number;
  refused: number;
  /** What should not have happened, with the fewest changes that bring it about, or `null`. */
  failure: string | null;
}

/**
 * Open spoiled models: each must be accepted, or refused with a message. What is accepted
 * is also handed to onnxruntime, which may refuse it.
 *
 * @param seed - The same models come of the same seed.
 * @param tick - Called before each is tried.
 */
export async function tryModels(
  {seed, count}: {seed: number; count: number},
  tick: () => void = () => undefined,
): Promise<FuzzReport> {
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-'));
  const path = join(folder, 'model.onnx');
  const report: FuzzReport = {accepted: 0, refused: 0, failure: null};
  const model = fc.nat({max: MODELS.length - 1});
  const opens = fc.asyncProperty(model, spoilings, async (which, spoiling) => {
    tick();
    const {model, data} = MODELS[which];
    await writeFile(path, mutate(model, spoiling));
    await writeFile(join(folder, 'weights.bin'), data);
    try {
      const stage = openStage(path, {withPast: false, body: 'decoder'});
      await load(stage);
      report.accepted++;
    } catch (error) {
      if (!(error instanceof UserError && error.message.includes(path))) throw error;
      report.refused++;
    }
  });
  try {
    const details = await fc.check(opens, {
      seed,
      numRuns: count,
      includeErrorInReport: true,
    });
    if (details.failed)
      report.failure = (await fc.asyncDefaultReportMessage(details)) ?? null;
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
  return report;
}

async function load(stage: Stage): Promise<void> {
  const outputs = stage.map.attention.map(({pattern}) => pattern);
  const session = await openSession(stage, outputs, NO_EXTRAS, 'cpu');
  await session.close();
}
