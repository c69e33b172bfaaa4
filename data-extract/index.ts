/**
 * The capture engine as a library: what a transformer in ONNX format computes, without
 * exporting it again. `docs/capture.md` shows how to use it.
 */

import type {ModelDtype} from './course/roles.ts';
import {inspectModel} from './inspect.ts';
import type {Inspection} from './inspect.ts';
import {sourceOf} from './models/source-of.ts';

export {captureMany} from './capture-many.ts';
export type {CaptureManyRequest, TextToCapture} from './capture-many.ts';
export {capture} from './capture.ts';
export type {CapturedTensor, CaptureRequest, CaptureResult} from './capture.ts';
export type {CaptureFile, Provenance} from './capture/format.ts';
export type {InvariantResult} from './checks/invariants.ts';
export type {HeadRule, HeadSelection, TokenQuery} from './stage/head-rule.ts';
export type {LeftOut} from './stage/left-out.ts';
export type {NextTokens, ScoredToken} from './stage/next-tokens.ts';
export type * from './capture/results.ts';
export type {CapturedToken} from './text/token.ts';
export type {ProbeRequests} from './declare/declaration.ts';
export type {ChatMessage} from './text/chat-template.ts';
export type {Inspection} from './inspect.ts';
export type {Device, ModelDtype} from './course/roles.ts';
export type {GivenValue} from './run/stage-input.ts';
export type {TensorName} from './capture/tensor-name.ts';
export {UserError} from '../foundations/user-error.ts';

/**
 * Say what is in a model: its kind, its parts with their parameters, where its attention
 * is computed, and what was not recognised. Only the graph is read, no weights.
 *
 * @param model - A folder, an .onnx file, or `org/name[@revision]` on the hub.
 * @param options.dtype - Which weights, where there are several. Default `fp32`.
 * @param options.folder - Where relative paths start. Default: the current folder.
 * @throws UserError where there is no such model, or it cannot be read.
 */
export function inspect(
  model: string,
  {dtype, folder = process.cwd()}: {dtype?: ModelDtype; folder?: string} = {},
): Promise<Inspection> {
  return inspectModel(sourceOf(model, folder, dtype), folder);
}
