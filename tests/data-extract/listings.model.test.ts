import {cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import type {CaptureFile} from '../../data-extract/capture/format.ts';
import whole from '../../course.config.ts';
import type {Course} from '../../data-extract/course/course.ts';
import type {ListingsDeclaration} from '../../data-extract/declare/text-declaration.ts';
import {extract} from '../../data-extract/extract.ts';
import {whyStale} from '../../data-extract/freshness/why-stale.ts';
import {ROOT} from '../../foundations/root.ts';
import lab from '../../scenes/10-model-example/lab.capture.ts';
import libraries from '../../scenes/10-model-example/libraries.capture.ts';

const ID = '10-model-example/lab';
/** The course with one model, by its path. */
const courseOf = (path: string): Course => ({...whole, roles: {decoder: {path}}});
const course = courseOf('assets/models/tiny-decoder');
const committed = async (id = ID): Promise<CaptureFile> =>
  JSON.parse(
    await readFile(join(ROOT, 'assets/captures', id, 'capture.json'), 'utf8'),
  ) as CaptureFile;

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'listings-'));
  await cp(
    join(ROOT, 'assets/models/tiny-decoder'),
    join(root, 'assets/models/tiny-decoder'),
    {
      recursive: true,
    },
  );
  await cp(
    join(ROOT, 'scenes/10-model-example/listings'),
    join(root, 'scenes/10-model-example/listings'),
    {
      recursive: true,
    },
  );
  for (const name of ['node_modules', 'data-extract', 'foundations', 'package.json']) {
    await symlink(join(ROOT, name), join(root, name));
  }
});
afterAll(() => rm(root, {recursive: true, force: true}));

const request = (declaration: ListingsDeclaration) => ({
  id: ID,
  declaration,
  course,
  root,
  captures: 'captures',
  force: false,
});

describe('programs that a lesson shows', () => {
  test.each([
    [ID, lab],
    ['10-model-example/libraries', libraries],
  ])('of %s print what the lesson shows', async (id, declaration) => {
    await extract({...request(declaration), id});
    const text = await readFile(join(root, 'captures', id, 'capture.json'), 'utf8');
    const {results} = JSON.parse(text) as CaptureFile;
    expect(results.text).toEqual((await committed(id)).results.text);
  });

  test('are stale once a program, or the model, has changed', async () => {
    const former = await committed();
    const wanted = {id: ID, declaration: lab, course, root: ROOT};
    expect(await whyStale(wanted, former)).toEqual([]);
    const other = courseOf('assets/models/tiny-moe');
    expect(await whyStale({...wanted, course: other}, former)).toEqual([
      'decoder changed: tiny-decoder -> tiny-moe',
    ]);
    const [, head] = lab.files;
    await writeFile(join(root, head), 'console.log(1);\n');
    expect(await whyStale({...wanted, root}, former)).toEqual([`${head} changed`]);
  });

  test.each([
    ['throw new Error("no such thing");', /broken.ts failed: .*no such thing/s],
    ['export {};', /broken.ts printed nothing/],
  ])('that end with %j are refused', async (code, problem) => {
    const path = 'scenes/10-model-example/listings/broken.ts';
    await mkdir(join(root, 'scenes/10-model-example/listings'), {recursive: true});
    await writeFile(join(root, path), code);
    const made = extract(request({...lab, files: [path]}));
    await expect(made).rejects.toThrow(problem);
  });

  test('that are not there are named', async () => {
    const path = 'scenes/10-model-example/listings/none.ts';
    const made = extract(request({...lab, files: [path]}));
    await expect(made).rejects.toThrow(`Capture ${ID}, files: there is no ${path}.`);
  });
});
