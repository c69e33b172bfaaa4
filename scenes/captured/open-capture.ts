import type {
  CapturedToken,
  CaptureFile,
  HeadSelection,
  LogitsResult,
} from '../../data-extract/capture/format.ts';
import {readSafetensors} from '../../data-extract/capture/safetensors.ts';
import type {
  CaptureDeclaration,
  HeadRule,
  HeadValuesRequest,
  OutputsRequest,
  ProbeRequests,
} from '../../data-extract/declaration.ts';
import {Tensor} from './tensor.ts';
import type {Source} from './tensor.ts';

/** What a `*.captured` module holds: the two files of a capture. */
export interface CaptureFiles {
  capture: CaptureFile;
  /** `tensors.safetensors`, base64. */
  tensors: string;
}

/** Attention of all layers and heads. */
export interface CapturedAttention {
  layers: number;
  heads: number;
  /** Softmax output of one head, `[query, key]`. */
  pattern(layer: number, head: number): Tensor;
  /** Scaled scores before mask and softmax, `[query, key]`, where they were asked for. */
  scores(layer: number, head: number): Tensor;
  /** Softmax output of all heads of a layer, `[head, query, key]`. */
  patterns(layer: number): Tensor;
}

/** The residual stream, `[position, d_model]` per layer. */
export interface CapturedResidual {
  layers: number;
  at(point: 'pre' | 'mid' | 'post', layer: number): Tensor;
}

/** What a scene receives: only the fields that its declaration asked for. */
export type Captured<D extends CaptureDeclaration> =
  D extends CaptureDeclaration<infer P, infer H>
    ? {
        tokens: readonly CapturedToken[];
        text: string;
        source: Source;
        heads: {readonly [K in keyof H]: HeadSelection};
      } & Fields<P>
    : never;

type Fields<P extends ProbeRequests> = {
  [K in keyof P & keyof ProbeValues as P[K] extends object ? K : never]: ProbeValues[K];
};

/** Queries, keys, values and their weighted sums, `[position, head, d_head]` per layer. */
export interface CapturedHeadValues {
  of(what: HeadValuesRequest['of'][number], layer: number): Tensor;
}

/** What layers add to the residual stream, `[position, d_model]`. */
export interface CapturedOutputs {
  of(what: OutputsRequest['of'][number], layer: number): Tensor;
}

interface ProbeValues {
  attention: CapturedAttention;
  headValues: CapturedHeadValues;
  outputs: CapturedOutputs;
  residual: CapturedResidual;
  logits: LogitsResult;
}

/**
 * Open the capture of a scene.
 *
 * @param declaration - The scene's declaration; its type decides the result's type.
 * @param files - The scene's `*.captured` module.
 */
export function openCapture<P extends ProbeRequests, H extends Record<string, HeadRule>>(
  declaration: CaptureDeclaration<P, H>,
  files: CaptureFiles,
): Captured<CaptureDeclaration<P, H>> {
  const {capture} = files;
  const source = sourceOf(capture);
  const tensors = readSafetensors(bytesOf(files.tensors));
  const tensor = (name: string, position: Partial<Source>): Tensor => {
    const info = capture.tensors.find(entry => entry.name === name);
    const found = tensors.get(name);
    if (!info || !found || !(found.data instanceof Float32Array)) {
      throw new Error(`Capture ${capture.id} has no float tensor "${name}".`);
    }
    return new Tensor(found.data, info.shape, info.axes, {...source, ...position});
  };
  const {layers, heads} = capture.provenance.model;
  const patterns = (layer: number): Tensor =>
    tensor(`blocks.${layer}.attn.hook_pattern`, {layer});
  const values: Partial<ProbeValues> = {
    ...(declaration.probes.attention && {
      attention: {
        layers,
        heads,
        patterns,
        pattern: (layer: number, head: number) => patterns(layer).at(head),
        scores: (layer: number, head: number) =>
          tensor(`blocks.${layer}.attn.hook_attn_scores`, {layer}).at(head),
      },
    }),
    ...(declaration.probes.residual && {
      residual: {
        layers,
        at: (point: string, layer: number) =>
          tensor(`blocks.${layer}.hook_resid_${point}`, {layer}),
      },
    }),
    ...(declaration.probes.headValues && {
      headValues: {
        of: (what: string, layer: number) =>
          tensor(`blocks.${layer}.attn.hook_${what}`, {layer}),
      },
    }),
    ...(declaration.probes.outputs && {
      outputs: {
        of: (what: string, layer: number) =>
          tensor(`blocks.${layer}.hook_${what}`, {layer}),
      },
    }),
    ...(declaration.probes.logits && {logits: capture.results.logits}),
  };
  return {
    tokens: capture.tokens,
    text: capture.text,
    source,
    heads: capture.heads,
    ...values,
  } as Captured<CaptureDeclaration<P, H>>;
}

/** Where the values of a capture come from. */
export function sourceOf({provenance: {model, dtype}}: CaptureFile): Source {
  const revision = model.revision ?? model.files[0].sha256;
  return {model: model.id, revision: revision.slice(0, 7), dtype};
}

export function bytesOf(base64: string): Uint8Array {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
