import {mkdtemp, open, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {InferenceSession, Tensor} from '../../../../data-extract/run/onnxruntime.ts';

import {allAttention} from '../../../../data-extract/graph/model-map.ts';
import {float16ToFloat32} from '../../../../data-extract/numbers/half.ts';
import {runStage} from '../../../../data-extract/pipeline/run-stage.ts';
import type {StageOutcome} from '../../../../data-extract/pipeline/run-stage.ts';
import {bindProbes} from '../../../../data-extract/probes/bind.ts';
import type {ProbeRequests} from '../../../../data-extract/probes/requests.ts';
import {openStage} from '../../../../data-extract/run/open-stage.ts';
import type {Stage} from '../../../../data-extract/run/open-stage.ts';
import {keepSessions} from '../../../../data-extract/run/sessions.ts';
import type {StageContext} from '../../../../data-extract/stage/stage-run.ts';
import {SIZES} from './sizes.ts';
import type {ToyFiles} from './toy-model.ts';

const IDS = [1, 5, 3, 7, 2, 9, 10, 4];

/** How a toy model is run besides. */
export interface ToyOptions extends Partial<
  Pick<StageContext, 'rules' | 'identity' | 'often'>
> {
  probes?: ProbeRequests;
  ids?: number[];
  /** Where in their file the weights begin. */
  dataStart?: number;
}

/** Run a model instrumented, reading all of its attention. */
export async function runToy(
  {model, data}: ToyFiles,
  causal: boolean,
  {
    rules = {},
    probes = {},
    identity = false,
    often = false,
    ids = IDS,
    dataStart = 0,
  }: ToyOptions = {},
): Promise<StageOutcome & {stage: Stage}> {
  const folder = await mkdtemp(join(tmpdir(), 'toy-'));
  try {
    const path = join(folder, 'model.onnx');
    await writeFile(path, model);
    await writeFile(join(folder, 'weights.bin'), '');
    const weights = await open(join(folder, 'weights.bin'), 'r+');
    // What lies before takes no space on the disk.
    await weights.write(data, 0, data.length, dataStart);
    await weights.close();
    const stage = openStage(path, {withPast: false, body: 'decoder'});
    const tokens = ids.map(id => ({
      id,
      text: '',
      bytes: '',
      start: 0,
      end: 0,
      special: false,
    }));
    const context: StageContext = {
      stack: 'only',
      rules,
      map: stage.map,
      layers: stage.map.blocks.map(({layer}) => layer),
      labels: null,
      causal,
      identity,
      whole: new Set(),
      scores: null,
      often,
      together: true,
      tokens,
      crossTokens: [],
      piece: () => ({text: '', bytes: '', special: false}),
      idsOf: () => [],
    };
    const outcome = await runStage({
      stage,
      withPast: null,
      input: {ids: [ids]},
      probes: bindProbes(probes, [context], false).bound,
      device: 'cpu',
      sessions: keepSessions('cpu', 0),
      checksModel: true,
      outputs: ['logits', ...allAttention(stage.map).map(({pattern}) => pattern)],
      context,
    });
    return {...outcome, stage};
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/** Logits of a model, run by onnxruntime as it is. */
export async function plainLogits(
  {model, data}: ToyFiles,
  past: number,
): Promise<Float32Array> {
  const session = await InferenceSession.create(model, {
    logSeverityLevel: 3,
    ...(data.length > 0 ? {externalData: [{path: 'weights.bin', data}]} : {}),
  });
  const ones = BigInt64Array.from(IDS, () => 1n);
  const feeds: Record<string, Tensor> = {
    input_ids: new Tensor('int64', BigInt64Array.from(IDS, BigInt), [1, IDS.length]),
  };
  for (const {name} of session.inputMetadata) {
    if (name === 'attention_mask')
      feeds[name] = new Tensor('int64', ones, [1, IDS.length]);
    if (name === 'use_cache_branch') feeds[name] = new Tensor('bool', [false], [1]);
    if (name.startsWith('past')) {
      feeds[name] = new Tensor('float32', new Float32Array(0), [1, past, 0, SIZES.SIZE]);
    }
  }
  const {logits} = await session.run(feeds);
  await session.release();
  return logits.data instanceof Uint16Array
    ? float16ToFloat32(logits.data)
    : (logits.data as Float32Array);
}
