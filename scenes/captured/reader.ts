import type {CaptureFile, CapturedResults} from '../../data-extract/capture/format.ts';
import {floatsOf, readSafetensors} from '../../data-extract/capture/safetensors.ts';
import {Tensor} from './tensor.ts';
import type {Source} from './tensor.ts';

/** What a `*.captured` module holds: the two files of a capture. */
export interface CaptureFiles {
  capture: CaptureFile;
  /** `tensors.safetensors`, as it is or in base64. */
  tensors: string | Uint8Array;
}

/** One of the two halves of an encoder-decoder. */
export type Stack = 'encoder' | 'decoder';

/** Reads the values of a capture by their hooks. */
export interface CaptureReader {
  capture: CaptureFile;
  source: Source;
  /** Results that are no tensors, of this half of an encoder-decoder. */
  results: Omit<CapturedResults, 'encoder'>;
  /**
   * A tensor by its whole name.
   *
   * @throws Where the capture lacks it.
   */
  tensor(name: string, part?: Partial<Source>): Tensor;
  /** A tensor of a block, e.g. `attn.hook_pattern` of layer 3. */
  block(layer: number, hook: string): Tensor;
  /** Whether the capture holds a tensor of a block. */
  has(layer: number, hook: string): boolean;
  /** A tensor outside the blocks, e.g. `hook_embed`. */
  top(hook: string): Tensor;
  /** Number of layers of the model; of an encoder, as far as they were captured. */
  layers: number;
  /** The same capture, read in one half of an encoder-decoder. */
  in(stack: Stack): CaptureReader;
}

/**
 * Open the two files of a capture. Of an encoder-decoder the decoder is read unless
 * {@link CaptureReader.in} names the encoder.
 */
export function openFiles({capture, tensors}: CaptureFiles): CaptureReader {
  const source = sourceOf(capture);
  const stored = readSafetensors(bytesOf(tensors));
  const {encoder = {}, ...own} = capture.results;
  const tensor = (name: string, part?: Partial<Source>): Tensor => {
    const info = capture.tensors.find(entry => entry.name === name);
    const found = stored.get(name);
    const data = found && floatsOf(found);
    if (!info || !data) {
      throw new Error(
        `Capture ${capture.id} has no tensor "${name}". Ask for it in the declaration's probes and extract it again.`,
      );
    }
    const own: Source = {...sourceOf({provenance: capture.provenance}), ...part};
    return new Tensor(
      data,
      info.shape,
      info.axes,
      info.verified === false ? {...own, unverified: true} : own,
    );
  };
  const reader = (stack: Stack | null): CaptureReader => {
    const blocks = stack ?? 'blocks';
    return {
      capture,
      source,
      tensor,
      results: stack === 'encoder' ? encoder : own,
      block: (layer, hook) => tensor(`${blocks}.${layer}.${hook}`, {layer}),
      has: (layer, hook) => {
        const name = `${blocks}.${layer}.${hook}`;
        return capture.tensors.some(entry => entry.name === name);
      },
      top: hook => tensor(stack === null ? hook : `${stack}.${hook}`),
      layers:
        stack === 'encoder' ? layersOf(capture, blocks) : capture.provenance.model.layers,
      in(other) {
        if (stack === null) {
          throw new Error(
            `Capture ${capture.id} has no ${other}: its model is one graph.`,
          );
        }
        return reader(other);
      },
    };
  };
  return reader(capture.target ? 'decoder' : null);
}

/** One more than the highest layer of which there is a tensor. */
function layersOf({tensors}: CaptureFile, blocks: string): number {
  const layers = tensors.flatMap(({name}) => {
    const [first, layer] = name.split('.');
    return first === blocks && /^\d+$/.test(layer) ? [Number(layer) + 1] : [];
  });
  return Math.max(0, ...layers);
}

/** A view that can also look at the other half of an encoder-decoder. */
export type InStacks<T> = T & {in(stack: Stack): T};

/** Make a view of a capture, and of each half of an encoder-decoder. */
export const inStacks = <T extends object>(
  reader: CaptureReader,
  open: (reader: CaptureReader) => T,
): InStacks<T> =>
  Object.assign(open(reader), {in: (stack: Stack) => open(reader.in(stack))});

/**
 * A result of a capture by its probe.
 *
 * @throws Where the capture was made without it.
 */
export function resultOf<K extends keyof CaptureReader['results']>(
  {capture, results}: CaptureReader,
  probe: K,
): NonNullable<CaptureReader['results'][K]> {
  const result = results[probe];
  if (result === undefined) {
    throw new Error(
      `Capture ${capture.id} has no results of ${probe}; extract it again.`,
    );
  }
  return result as NonNullable<CaptureReader['results'][K]>;
}

/**
 * Where the values of a capture come from. Results have no source of their own: where one
 * of them failed a check, this says it for all.
 */
export function sourceOf({
  provenance: {model, dtype},
  unverified = [],
}: Pick<CaptureFile, 'provenance' | 'unverified'>): Source {
  const revision = model.revision ?? model.files[0].sha256;
  return {
    model: model.id,
    revision: revision.slice(0, 7),
    dtype,
    ...(unverified.length > 0 ? {unverified: true} : {}),
  };
}

/** @param given - Bytes, or base64. */
export function bytesOf(given: string | Uint8Array): Uint8Array {
  if (typeof given !== 'string') return given;
  const binary = atob(given);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
