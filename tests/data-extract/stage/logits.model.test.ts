import {InferenceSession, Tensor} from '../../../data-extract/run/onnxruntime.ts';
import {BinaryWriter, WireType} from '@bufbuild/protobuf/wire';
import {describe, expect, test} from 'vitest';

import {DataType} from '../../../data-extract/graph/onnx.ts';
import {
  writeConstant,
  writeIntegers,
  writeNode,
  writeOutput,
} from '../../../data-extract/graph/write-graph.ts';
import {randomNumbers} from '../../../data-extract/numbers/random-numbers.ts';
import type {Results} from '../../../data-extract/stage/computed.ts';
import {lastLogits, reduceLogits} from '../../../data-extract/stage/logits.ts';
import type {FromLogits, ReducedRow} from '../../../data-extract/stage/logits.ts';
import {reduceRow} from '../../../data-extract/stage/next-tokens.ts';
import {ModelBuilder} from '../graph/toy/build-model.ts';

/** A graph that hands on what it is fed, with nodes added: a protobuf message may be continued. */
async function run(
  {extras, outputs}: {extras: FromLogits['extras']; outputs: readonly string[]},
  shape: number[],
  data: Float32Array,
): Promise<Results> {
  const m = new ModelBuilder();
  m.node('Identity', ['fed'], 'logits');
  const {model} = m.build([['fed', DataType.float, ['b', 's', 'v']]], ['logits']);
  const more = new BinaryWriter();
  more.tag(7, WireType.LengthDelimited).fork();
  const lists = extras.lists ?? [];
  for (const {name} of lists) writeIntegers(more, name);
  for (const constant of extras.constants) writeConstant(more, constant);
  for (const node of extras.nodes) writeNode(more, node);
  for (const output of outputs) writeOutput(more, output, null);
  more.join();
  const session = await InferenceSession.create(Buffer.concat([model, more.finish()]));
  const results = await session.run({
    fed: new Tensor('float32', data, shape),
    ...Object.fromEntries(
      lists.map(({name, values}) => [
        name,
        new Tensor('int64', BigInt64Array.from(values, BigInt), [values.length]),
      ]),
    ),
  });
  await session.release();
  return new Map(
    outputs.map(name => {
      const {data: values, dims} = results[name];
      return [
        name,
        {data: Float32Array.from(values as Float32Array, Number), shape: dims},
      ];
    }),
  );
}

/** The same, straightforwardly. */
function expected(row: Float32Array, topK: number, next: number): ReducedRow {
  const {logsumexp, best} = reduceRow(row, topK);
  const rank = row.reduce(
    (sum, value, id) =>
      sum + Number(value > row[next] || (value === row[next] && id < next)),
    0,
  );
  return {
    ids: best,
    logits: best.map(id => row[id]),
    logsumexp,
    next: {rank, logit: row[next]},
  };
}

const VOCAB = 50;
const random = randomNumbers(3);
/** Few different values, so that many are equal. */
const logits = (rows: number): Float32Array =>
  Float32Array.from({length: rows * VOCAB}, () => Math.floor(random() * 12) - 60);

describe('logits reduced in the graph are those reduced here', () => {
  test.each([
    ['all rows', 4, [7, 0, 49, 20]],
    ['the last rows of a longer text', 2, [1, 2, 3, 49, 20]],
    ['one row', 1, [5]],
  ])('%s', async (_, rows, next) => {
    const data = logits(rows);
    const reduced = reduceLogits('logits', 'test', 6, next);
    const values = await run(reduced, [1, rows, VOCAB], data);
    const found = reduced.read({values});
    expect(found).toHaveLength(rows);
    found.forEach((row, i) => {
      const own = data.subarray(i * VOCAB, (i + 1) * VOCAB);
      const want = expected(own, 6, next[next.length - rows + i]);
      expect({...row, logsumexp: 0}).toEqual({...want, logsumexp: 0});
      expect(row.logsumexp).toBeCloseTo(want.logsumexp, 4);
    });
  });

  test('without next tokens there is no rank; forbidden tokens do not matter', async () => {
    const data = logits(2).fill(-Infinity, 10, 20);
    const reduced = reduceLogits('logits', 'test', VOCAB, null);
    const values = await run(reduced, [1, 2, VOCAB], data);
    const [first] = reduced.read({values});
    expect(first.next).toBeNull();
    expect(first.ids.slice(-10).sort((a, b) => a - b)).toEqual([
      10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
    ]);
    expect(first.logsumexp).toBeCloseTo(
      reduceRow(data.subarray(0, VOCAB), 1).logsumexp,
      4,
    );
  });
});

test('the last row is that of each text', async () => {
  const data = logits(6);
  const {output, extras} = lastLogits('logits');
  const values = await run({extras, outputs: [output]}, [2, 3, VOCAB], data);
  expect(values.get(output)?.shape).toEqual([2, 1, VOCAB]);
  const rows = [2, 5].map(row => [...data.subarray(row * VOCAB, (row + 1) * VOCAB)]);
  expect([...(values.get(output)?.data ?? [])]).toEqual(rows.flat());
});
