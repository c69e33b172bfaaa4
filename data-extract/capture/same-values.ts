import {TOLERANCE} from '../checks/invariants.ts';
import {canonicalJson} from '../../foundations/canonical-json.ts';
import type {CaptureOnDisk} from './capture-folder.ts';
import type {CaptureFile} from './format.ts';
import {floatsOf as valuesOf, readSafetensors} from './safetensors.ts';

/**
 * Whether two captures say the same up to rounding. Processors differ in the last bits
 * of a float; such a difference is no reason to change a file.
 */
export function sameValues(a: CaptureOnDisk, b: CaptureOnDisk): boolean {
  const tolerance = TOLERANCE[a.capture.provenance.dtype] ?? 0;
  return (
    canonicalJson(withoutFloats(a.capture)) === canonicalJson(withoutFloats(b.capture)) &&
    nearNumbers(floatsOf(a.capture), floatsOf(b.capture), tolerance) &&
    sameTensors(a.tensors, b.tensors, tolerance)
  );
}

/** Everything but numbers that are no whole ones, so that structure and choices must agree. */
function withoutFloats({invariants, ...rest}: CaptureFile): unknown {
  return strip({
    ...rest,
    tensorsSha256: undefined,
    invariants: invariants.map(({name, tolerance, ok}) => ({name, tolerance, ok})),
  });
}

function strip(value: unknown, key = ''): unknown {
  if (key === 'hardware') return '';
  if (typeof value === 'number') return isMeasured(key, value) ? 0 : value;
  if (Array.isArray(value)) return value.map(entry => strip(entry, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, strip(entry, name)]),
  );
}

/** Times, and the machine that they were measured on, are compared with nothing. */
const isTime = (key: string): boolean => key.startsWith('milliseconds');

/** Whether a capture holds measured times. */
export const holdsTimes = ({results}: Pick<CaptureFile, 'results'>): boolean =>
  hasTimes(results);

const hasTimes = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(([key, entry]) => isTime(key) || hasTimes(entry));

/** Names of results that hold measured numbers, whole ones by chance too. */
const MEASURED = new Set([
  'score',
  'scale',
  'logsumexp',
  'logit',
  'logits',
  'probability',
  'value',
  'weights',
]);

const isMeasured = (key: string, value: number): boolean =>
  isTime(key) || MEASURED.has(key) || !Number.isInteger(value);

function floatsOf({results, heads}: CaptureFile): number[] {
  const found: number[] = [];
  const collect = (value: unknown, key: string): void => {
    if (typeof value === 'number') {
      if (isMeasured(key, value) && !isTime(key)) found.push(value);
    } else if (Array.isArray(value)) for (const entry of value) collect(entry, key);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, entry] of Object.entries(value)) collect(entry, name);
    }
  };
  collect({results, heads}, '');
  return found;
}

/** Rounding to 16 bits may fall to either side of a value. */
const HALF_STEP = 2 ** -10;

function sameTensors(a: Uint8Array, b: Uint8Array, tolerance: number): boolean {
  const [first, second] = [readSafetensors(a), readSafetensors(b)];
  return (
    first.size === second.size &&
    [...first].every(([name, {dtype, shape, data}]) => {
      const other = second.get(name);
      return (
        other?.dtype === dtype &&
        String(other.shape) === String(shape) &&
        nearby(
          valuesOf({dtype, shape, data}) ?? data,
          valuesOf(other) ?? other.data,
          dtype === 'F16' ? Math.max(tolerance, HALF_STEP) : tolerance,
        )
      );
    })
  );
}

/** Whether numbers agree, each relative to its size, small ones to 1. */
function nearNumbers(
  a: readonly number[],
  b: readonly number[],
  tolerance: number,
): boolean {
  return (
    a.length === b.length &&
    a.every(
      (value, i) => Math.abs(value - b[i]) <= tolerance * Math.max(1, Math.abs(value)),
    )
  );
}

function nearby(a: ArrayLike<number>, b: ArrayLike<number>, tolerance: number): boolean {
  if (a.length !== b.length) return false;
  let scale = 0;
  for (let i = 0; i < a.length; i++) scale = Math.max(scale, Math.abs(a[i]));
  for (let i = 0; i < a.length; i++) {
    if (!(Math.abs(a[i] - b[i]) <= tolerance * Math.max(scale, Number.MIN_VALUE)))
      return false;
  }
  return true;
}
