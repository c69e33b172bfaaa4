import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import type {CaptureFile} from '../../data-extract/capture/format.ts';
import {readSafetensors} from '../../data-extract/capture/safetensors.ts';
import {defineCapture} from '../../data-extract/declare/declaration.ts';
import {extract} from '../../data-extract/extract.ts';
import type {ExtractRequest} from '../../data-extract/extract.ts';
import {loadCourse} from '../../studio/course/load-course.ts';
import {ROOT} from '../../foundations/root.ts';

const declaration = defineCapture({
  role: 'decoder',
  text: 'Lily saw a little bird.',
  probes: {attention: {pattern: true}, residual: {at: ['post']}, logits: {topK: 3}},
  heads: {first: {rule: 'first-token'}},
});

let folder: string;
let request: ExtractRequest;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-extract-'));
  request = {
    id: '01-test/short',
    declaration,
    course: await loadCourse(ROOT),
    root: ROOT,
    captures: relative(ROOT, folder),
    force: false,
  };
});
afterAll(() => rm(folder, {recursive: true, force: true}));

const path = (name: string): string => join(folder, '01-test/short', name);
const readCapture = async (): Promise<CaptureFile> =>
  JSON.parse(await readFile(path('capture.json'), 'utf8')) as CaptureFile;

describe('extract()', () => {
  test('writes what was asked for, checked, and nothing else', async () => {
    const report = await extract(request);
    expect(report.outcome).toBe('written');
    expect(report.invariants.length).toBeGreaterThanOrEqual(10);
    expect(report.invariants.every(({ok}) => ok)).toBe(true);
    const {tokens, tensors, results, heads} = await readCapture();
    expect(tokens.map(({text}) => text)).toEqual([
      '<|endoftext|>',
      'Lily',
      ' saw',
      ' a',
      ' little',
      ' bird',
      '.',
    ]);
    expect(tensors.map(({name}) => name)).toEqual([
      ...[0, 1, 2, 3].map(layer => `blocks.${layer}.attn.hook_pattern`),
      ...[0, 1, 2, 3].map(layer => `blocks.${layer}.hook_resid_post`),
    ]);
    const stored = readSafetensors(
      new Uint8Array(await readFile(path('tensors.safetensors'))),
    );
    expect([...stored].map(([name, {shape}]) => ({name, shape}))).toEqual(
      tensors.map(({name, shape}) => ({name, shape})),
    );
    expect(results.logits?.positions).toHaveLength(7);
    expect(heads.first.score).toBeGreaterThan(0);
    expect(await readdir(join(folder, '01-test'))).toEqual(['short']);
  });

  test('leaves a fresh capture alone', async () => {
    expect((await extract(request)).outcome).toBe('fresh');
  });

  test('what was kept though a check failed is fresh for those alone who keep it', async () => {
    const former = await readCapture();
    former.invariants[1].ok = false;
    former.tensors[0].verified = false;
    await writeFile(path('capture.json'), JSON.stringify(former));
    const kept = await extract({...request, keepUnverified: true});
    expect([kept.outcome, kept.invariants[1].ok]).toEqual(['fresh', false]);
    const made = await extract(request);
    expect(made.outcome).toBe('written');
    expect(made.invariants.every(({ok}) => ok)).toBe(true);
    expect((await readCapture()).tensors[0].verified).toBeUndefined();
  });

  test('gives the same bytes a second time', async () => {
    const before = await Promise.all(
      ['capture.json', 'tensors.safetensors'].map(n => readFile(path(n))),
    );
    expect((await extract({...request, force: true})).outcome).toBe('kept');
    await rm(join(folder, '01-test'), {recursive: true});
    expect((await extract(request)).outcome).toBe('written');
    const after = await Promise.all(
      ['capture.json', 'tensors.safetensors'].map(n => readFile(path(n))),
    );
    expect(after).toEqual(before);
  });

  test('makes a capture again when its text has changed', async () => {
    const changed = {
      ...request,
      declaration: {...declaration, text: 'Tom saw a little bird.'},
    };
    expect((await extract(changed)).outcome).toBe('written');
    expect((await readCapture()).text).toBe('Tom saw a little bird.');
  });

  test('keeps tensors of 16 bits that only rounding tells apart', async () => {
    const half = {...request, declaration: {...declaration, store: 'float16' as const}};
    expect((await extract(half)).outcome).toBe('written');
    expect((await extract({...half, force: true})).outcome).toBe('kept');
    expect((await extract(request)).outcome).toBe('written');
  });

  test.each([
    ['decoder', 'tiny-encoder', 'its tokens see those after them'],
    ['encoder', 'tiny-decoder', 'its tokens do not see those after them'],
  ] as const)('lets no %s be played by %s', async (role, model, message) => {
    await extract(request);
    const before = await readCapture();
    const {course} = request;
    const source = {path: `assets/models/${model}`};
    const other = {
      ...request,
      declaration: {...declaration, role},
      course: {...course, roles: {...course.roles, [role]: source}},
    };
    await expect(extract(other)).rejects.toThrow(
      `${model} cannot play the role "${role}" in 01-test/short: ${message}`,
    );
    expect(await readCapture()).toEqual(before);
  });

  test('keeps measured times until it is told to measure, and says so', async () => {
    const timed = {
      ...request,
      id: '01-test/timed',
      declaration: defineCapture({
        ...declaration,
        probes: {generation: {strategy: 'greedy', steps: 2, candidates: 1}},
      }),
    };
    const times = async (): Promise<unknown> => {
      const file = join(folder, '01-test/timed/capture.json');
      const {results} = JSON.parse(await readFile(file, 'utf8')) as CaptureFile;
      return results.generation?.steps.map(({milliseconds}) => milliseconds);
    };
    const said = async (how: Partial<ExtractRequest>): Promise<unknown[]> => {
      const {outcome, keptTimes} = await extract({...timed, ...how});
      return [outcome, keptTimes];
    };
    expect(await said({})).toEqual(['written', false]);
    const first = await times();
    expect(await said({force: true})).toEqual(['kept', true]);
    expect(await times()).toEqual(first);
    expect(await said({measure: true})).toEqual(['written', false]);
    expect(await times()).not.toEqual(first);
    // A capture without times is as fresh as it was.
    await extract(request);
    expect((await extract({...request, measure: true})).outcome).toBe('fresh');
  });

  test('makes a damaged capture again', async () => {
    await extract(request);
    await writeFile(path('tensors.safetensors'), 'nothing');
    expect((await extract(request)).outcome).toBe('written');
  });

  test.each([
    [{role: 'word-vectors'} as const, 'role "word-vectors"'],
    [{text: ''}, 'empty text'],
    [{probes: {attenton: {pattern: true}}} as never, 'probes.attenton: there is no'],
    [
      {
        heads: {x: {rule: 'most-mass', from: {token: 'It'}, to: {token: 'bird'}}},
      } as const,
      'heads.x.from: token "It"',
    ],
  ])('refuses %j and leaves the capture as it was', async (change, message) => {
    await extract(request);
    const before = await readFile(path('capture.json'), 'utf8');
    const wrong = {
      ...request,
      declaration: {...declaration, ...change, specialTokens: false},
    };
    await expect(extract(wrong)).rejects.toThrow(message);
    expect(await readFile(path('capture.json'), 'utf8')).toBe(before);
  });
});
