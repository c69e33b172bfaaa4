/** Load a model and run it once, and nothing else: `plain-run.ts <file> <ids>`. */
import {InferenceSession, Tensor} from '../../data-extract/run/onnxruntime.ts';

const [file, list] = process.argv.slice(2);
const ids = list.split(',').map(BigInt);
const session = await InferenceSession.create(file, {logSeverityLevel: 3});
await session.run({
  input_ids: new Tensor('int64', BigInt64Array.from(ids), [1, ids.length]),
});
