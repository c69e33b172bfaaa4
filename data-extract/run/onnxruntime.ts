/** onnxruntime, loaded so that it keeps to itself what it runs. */
import './no-telemetry.ts';

export {InferenceSession, Tensor} from 'onnxruntime-node';
