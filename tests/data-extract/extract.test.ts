import {readFile, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {expect, test} from 'vitest';

import {readCapture} from '../../data-extract/capture/capture-folder.ts';
import {
  readSafetensors,
  writeSafetensors,
} from '../../data-extract/capture/safetensors.ts';
import type {CaptureDeclaration} from '../../data-extract/declaration.ts';
import {extractInto, ROOT, withCaptures} from './capture-for-test.ts';

const declaration: CaptureDeclaration = {
  role: 'decoder',
  text: 'Tom had a ball.',
  probes: {attention: {pattern: true}, logits: {topK: 3}},
};

const bytesOf = (captures: string): Promise<Buffer[]> =>
  Promise.all(
    ['capture.json', 'tensors.safetensors'].map(name =>
      readFile(join(ROOT, captures, '00-test/scene', name)),
    ),
  );

test('a capture is written once, then fresh, then made again with the same values', () =>
  withCaptures(async captures => {
    expect((await extractInto(captures, declaration)).outcome).toBe('written');
    const bytes = await bytesOf(captures);
    expect((await extractInto(captures, declaration)).outcome).toBe('fresh');
    expect((await extractInto(captures, declaration, true)).outcome).toBe('kept');
    expect(await bytesOf(captures)).toEqual(bytes);
    expect(await readdir(join(ROOT, captures, '00-test'))).toEqual(['scene']);
  }));

test('values that differ by rounding keep the file, others replace it', () =>
  withCaptures(async captures => {
    await extractInto(captures, declaration);
    const file = join(ROOT, captures, '00-test/scene/tensors.safetensors');
    const change = async (amount: number): Promise<void> => {
      const tensors = readSafetensors(new Uint8Array(await readFile(file)));
      const [, {data}] = [...tensors][0];
      data[0] += amount;
      await writeFile(
        file,
        writeSafetensors(tensors, {id: '00-test/scene', model: 'tiny-decoder'}),
      );
    };
    await change(1e-6);
    expect((await extractInto(captures, declaration, true)).outcome).toBe('kept');
    await change(0.01);
    expect((await extractInto(captures, declaration, true)).outcome).toBe('written');
  }));

test('another declaration makes the capture stale', () =>
  withCaptures(async captures => {
    await extractInto(captures, declaration);
    const other = {...declaration, text: 'Tom had a cat.'};
    expect((await extractInto(captures, other)).outcome).toBe('written');
  }));

test('a capture that was cut short counts as missing', () =>
  withCaptures(async captures => {
    await extractInto(captures, declaration);
    const folder = join(ROOT, captures, '00-test/scene');
    const bytes = await readFile(join(folder, 'tensors.safetensors'));
    await writeFile(
      join(folder, 'tensors.safetensors'),
      bytes.subarray(0, bytes.length - 4),
    );
    expect(await readCapture(folder)).toBeNull();
    expect((await extractInto(captures, declaration)).outcome).toBe('written');
  }));

test('every check of the capture holds and is recorded', () =>
  withCaptures(async captures => {
    const {invariants} = await extractInto(captures, declaration);
    expect(invariants.filter(({ok}) => !ok)).toEqual([]);
    expect(invariants.map(({name}) => name)).toContain('cached = uncached logits');
  }));

test('a role that no model plays is named', async () => {
  await withCaptures(async captures => {
    await expect(
      extractInto(captures, {...declaration, role: 'word-vectors'}),
    ).rejects.toThrow('asks for the role "word-vectors"');
  });
});
