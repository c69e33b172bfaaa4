// Run as a program of its own: what native code prints stays out of ours, and a crash of
// it is a result. Arguments: a model file and the execution provider to load it with.
import {InferenceSession} from 'onnxruntime-node';

const [model, provider] = process.argv.slice(2);
const session = await InferenceSession.create(model, {
  executionProviders: [provider],
  logSeverityLevel: 4,
}).catch(error => error.message.split('\n')[0]);
if (typeof session === 'string') {
  console.error(`error: ${session}`);
  process.exitCode = 1;
}
