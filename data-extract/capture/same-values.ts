import {canonicalJson} from './canonical-json.ts';
import type {CaptureOnDisk} from './capture-folder.ts';
import type {CaptureFile} from './format.ts';
import {TOLERANCE} from './invariants.ts';
import {readSafetensors} from './safetensors.ts';

/**
 * Whether two captures say the same up to rounding. Processors differ in the last bits
 * of a float; such a difference is no reason to change a file.
 */
export function sameValues(a: CaptureOnDisk, b: CaptureOnDisk): boolean {
  const tolerance = TOLERANCE[a.capture.provenance.dtype] ?? 0;
  return (
    canonicalJson(withoutFloats(a.capture)) === canonicalJson(withoutFloats(b.capture)) &&
    nearby(floatsOf(a.capture), floatsOf(b.capture), tolerance) &&
    sameTensors(a.tensors, b.tensors, tolerance)
  );
}

function withoutFloats({invariants, results, heads, ...rest}: CaptureFile): object {
  return {
    ...rest,
    invariants: invariants.map(({name, tolerance, ok}) => ({name, tolerance, ok})),
    heads: Object.entries(heads).map(([name, head]) => ({...head, name, score: 0})),
    logits: results.logits && {
      vocab: results.logits.vocab,
      ids: results.logits.positions.map(({top, rankOfNext}) => [top.map(({id}) => id), rankOfNext]),
    },
  };
}

function floatsOf({results, heads}: CaptureFile): number[] {
  return [
    ...Object.values(heads).map(({score}) => score),
    ...(results.logits?.positions ?? []).flatMap(({logsumexp, top}) => [
      logsumexp,
      ...top.flatMap(({logit, probability}) => [logit, probability]),
    ]),
  ];
}

function sameTensors(a: Uint8Array, b: Uint8Array, tolerance: number): boolean {
  const [first, second] = [readSafetensors(a), readSafetensors(b)];
  return (
    first.size === second.size &&
    [...first].every(([name, {dtype, shape, data}]) => {
      const other = second.get(name);
      return (
        other?.dtype === dtype &&
        String(other.shape) === String(shape) &&
        nearby(data, other.data, tolerance)
      );
    })
  );
}

function nearby(a: ArrayLike<number>, b: ArrayLike<number>, tolerance: number): boolean {
  if (a.length !== b.length) return false;
  let scale = 0;
  for (let i = 0; i < a.length; i++) scale = Math.max(scale, Math.abs(a[i]));
  for (let i = 0; i < a.length; i++) {
    if (!(Math.abs(a[i] - b[i]) <= tolerance * Math.max(scale, Number.MIN_VALUE))) return false;
  }
  return true;
}
