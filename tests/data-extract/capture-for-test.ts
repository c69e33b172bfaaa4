import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';

import course from '../../course.config.ts';
import {readCapture} from '../../data-extract/capture/capture-folder.ts';
import type {CaptureFile} from '../../data-extract/capture/format.ts';
import {readSafetensors} from '../../data-extract/capture/safetensors.ts';
import type {StoredTensor} from '../../data-extract/capture/safetensors.ts';
import type {CaptureDeclaration} from '../../data-extract/declare/declaration.ts';
import {extract} from '../../data-extract/extract.ts';
import type {ExtractReport} from '../../data-extract/extract.ts';
import type {CaptureFiles} from '../../scenes/captured/open-capture.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A folder for captures that goes away, relative to the repository. */
export async function withCaptures<T>(
  body: (captures: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'captures-'));
  try {
    return await body(relative(ROOT, folder));
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/** Extract a declaration into a folder. */
export const extractInto = (
  captures: string,
  declaration: CaptureDeclaration,
  force = false,
): Promise<ExtractReport> =>
  extract({id: '00-test/scene', declaration, course, root: ROOT, captures, force});

/** Capture a declaration and read what was written. */
export async function captureOf(
  declaration: CaptureDeclaration,
): Promise<{capture: CaptureFile; tensors: Map<string, StoredTensor>}> {
  return withCaptures(async captures => {
    await extractInto(captures, declaration);
    const made = await readCapture(join(ROOT, captures, '00-test/scene'));
    if (!made) throw new Error('nothing was written');
    return {capture: made.capture, tensors: readSafetensors(made.tensors)};
  });
}

/** Capture a declaration and hand it over as a scene gets it. */
export const filesOf = (declaration: CaptureDeclaration): Promise<CaptureFiles> =>
  withCaptures(async captures => {
    await extractInto(captures, declaration);
    const made = await readCapture(join(ROOT, captures, '00-test/scene'));
    if (!made) throw new Error('nothing was written');
    const {capture, tensors} = made;
    return {capture, tensors: Buffer.from(tensors).toString('base64')};
  });

/** Activations of a default model as PyTorch computed them. */
export interface Reference {
  metadata: Record<string, string>;
  tensor(name: string): {shape: number[]; data: Float32Array};
  names: string[];
}

/** Read a model's `reference.safetensors`. Where it is missing, this fails. */
export const readReference = (model: string): Promise<Reference> =>
  readReferenceIn(join(ROOT, 'assets/models', model));

/** Read the `reference.safetensors` of a folder. */
export async function readReferenceIn(folder: string): Promise<Reference> {
  const file = await readFile(join(folder, 'reference.safetensors'));
  const length = Number(file.readBigUInt64LE(0));
  const {__metadata__: metadata, ...entries} = JSON.parse(
    file.subarray(8, 8 + length).toString('utf8'),
  ) as Record<
    string,
    {dtype: string; shape: number[]; data_offsets: [number, number]}
  > & {
    __metadata__: Record<string, string>;
  };
  return {
    metadata,
    names: Object.keys(entries),
    tensor(name) {
      const entry = entries[name];
      if (!entry) throw new Error(`the reference has no tensor ${name}`);
      const [from, to] = entry.data_offsets.map(offset => 8 + length + offset);
      const bytes = new Uint8Array(file.subarray(from, to));
      const data =
        entry.dtype === 'I64'
          ? Float32Array.from(new BigInt64Array(bytes.buffer), Number)
          : new Float32Array(bytes.buffer);
      return {shape: entry.shape, data};
    },
  };
}

/** Largest absolute difference; sizes must agree. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let worst = 0;
  for (let i = 0; i < a.length; i++) {
    const error = Math.abs(a[i] - b[i]);
    if (!(error <= worst)) worst = error;
  }
  return worst;
}
