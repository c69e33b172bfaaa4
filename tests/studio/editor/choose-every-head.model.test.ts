import {execFile} from 'node:child_process';
import {cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {join, relative} from 'node:path';
import {promisify} from 'node:util';

import {afterAll, beforeAll, expect, test} from 'vitest';

import type {CaptureFile} from '../../../data-extract/capture/format.ts';
import type {CaptureDeclaration} from '../../../data-extract/declare/declaration.ts';
import {extract} from '../../../data-extract/extract.ts';
import {withHead} from '../../../studio/editor/live/choose-head.ts';
import {loadCourse, loadDeclaration} from '../../../studio/course/load-course.ts';
import {ROOT} from '../../../foundations/root.ts';
import {CAPTURES, capturesOf, listCaptured} from '../../../studio/course/scene-files.ts';
import type {CaptureName} from '../../../studio/course/scene-files.ts';

const AT = {layer: 1, head: 2};

/** Declarations of the course, and of the template, that choose heads. */
const declared: {name: CaptureName; former: CaptureDeclaration}[] = [];
/** A copy of the scenes in which every selection has another head. */
let copy: string;

beforeAll(async () => {
  await mkdir(join(ROOT, '.cache'), {recursive: true});
  copy = await mkdtemp(join(ROOT, '.cache', 'heads-'));
  await cp(join(ROOT, 'scenes'), join(copy, 'scenes'), {recursive: true});
  for (const name of [
    'foundations',
    'data-extract',
    'assets',
    'course.config.ts',
    'tsconfig.json',
  ])
    await symlink(join(ROOT, name), join(copy, name));
  for (const scene of await listCaptured(ROOT)) {
    for (const name of await capturesOf(ROOT, scene)) {
      const former = await loadDeclaration(ROOT, name);
      if (!('heads' in former) || !former.heads) continue;
      declared.push({name, former});
      const file = join(copy, `scenes/${name.id}.capture.ts`);
      let source = await readFile(file, 'utf8');
      for (const selection of Object.keys(former.heads))
        source = withHead(source, selection, AT);
      await writeFile(file, source);
    }
  }
});
afterAll(() => rm(copy, {recursive: true, force: true}));

test('every selection of every declaration takes another head, and nothing else changes', async () => {
  expect(declared.map(({name}) => name.id)).toContain('09-self-attention/what-is-it');
  for (const {name, former} of declared) {
    const heads = Object.entries(former.heads ?? {}).map(([selection, rule]) => [
      selection,
      {...rule, at: AT},
    ]);
    expect(await loadDeclaration(copy, name), name.id).toEqual({
      ...former,
      heads: Object.fromEntries(heads),
    });
  }
});

test('the declarations still have their types', async () => {
  const config = join(copy, 'tsconfig.heads.json');
  const include = ['scenes/*/*.capture.ts'];
  await writeFile(config, JSON.stringify({extends: './tsconfig.json', include}));
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const check = promisify(execFile)(process.execPath, [tsc, '-p', config]);
  const {stdout} = await check.catch((error: {stdout: string}) => error);
  expect(stdout).toBe('');
});

test('the captures have these heads', {timeout: 120_000}, async () => {
  const course = await loadCourse(ROOT);
  for (const {name} of declared) {
    const declaration = await loadDeclaration(copy, name);
    const captures = join(copy, 'captures');
    await extract({
      id: name.id,
      declaration,
      course,
      root: ROOT,
      captures: relative(ROOT, captures),
      force: true,
    });
    const read = async (folder: string): Promise<CaptureFile> =>
      JSON.parse(
        await readFile(join(folder, name.id, 'capture.json'), 'utf8'),
      ) as CaptureFile;
    const [before, after] = [await read(join(ROOT, CAPTURES)), await read(captures)];
    for (const [selection, {rule, from, to}] of Object.entries(before.heads)) {
      expect(after.heads[selection], `${name.id} ${selection}`).toMatchObject({
        rule,
        from,
        to,
        ...AT,
      });
    }
  }
});
