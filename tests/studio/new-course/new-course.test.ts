import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterEach, beforeEach, expect, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';
import {courseFiles} from '../../../studio/new-course/course-files.ts';
import {findDecoder} from '../../../studio/new-course/find-decoder.ts';
import {newCourse} from '../../../studio/new-course/new-course.ts';
import {ownDependency} from '../../../studio/new-course/own-dependency.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-init-'));
});
afterEach(() => rm(folder, {recursive: true}));

const COURSE = {
  name: 'My Course',
  decoder: {hub: 'org/name', revision: 'main'},
  dependencies: {'attention-in-motion': '0.1.0'},
  devDependencies: {vitest: '3.2.7'},
};

test('a course says its model, and has the scripts that messages name', () => {
  const files = courseFiles(COURSE);
  expect(files['course.config.ts']).toContain(
    "decoder: {hub: 'org/name', revision: 'main'},",
  );
  const {name, scripts} = JSON.parse(files['package.json']) as {
    name: string;
    scripts: Record<string, string>;
  };
  expect(name).toBe('my-course');
  expect(scripts).toMatchObject({aim: 'aim', extract: 'aim extract', start: 'aim edit'});
});

test.each([
  ['강의', 'course'],
  ['--x--', 'x'],
  ['Attention 101', 'attention-101'],
])('the folder %s is the package %s', (name, known) => {
  expect(JSON.parse(courseFiles({...COURSE, name})['package.json'])).toMatchObject({
    name: known,
  });
});

test("a quote in a model's path stays in its text", () => {
  const files = courseFiles({...COURSE, decoder: {path: "/it's/here"}});
  expect(files['course.config.ts']).toContain(String.raw`{path: '/it\'s/here'}`);
});

test.each(['folder', 'empty folder', 'file', 'link'])(
  'a %s that is there is left as it is',
  async kind => {
    const course = join(folder, 'course');
    if (kind === 'file') await writeFile(course, 'mine');
    else if (kind === 'link') await symlink(join(folder, 'nowhere'), course);
    else await mkdir(course);
    if (kind === 'folder') await writeFile(join(course, 'mine.txt'), 'mine');
    await expect(newCourse(course, undefined, folder)).rejects.toThrow(
      `${course} is there already.`,
    );
    expect(await readdir(folder)).toEqual(['course']);
    if (kind === 'folder')
      expect(await readFile(join(course, 'mine.txt'), 'utf8')).toBe('mine');
  },
);

test('what fails leaves nothing behind', async () => {
  const model = join(folder, 'broken.onnx');
  await writeFile(model, 'no graph');
  await expect(newCourse(join(folder, 'course'), model, folder)).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['broken.onnx']);
});

test('a model is taken as it is named, and else the default one is copied', () => {
  expect(findDecoder('org/name@v1', folder)).toEqual({
    role: {hub: 'org/name', revision: 'v1'},
    copy: null,
  });
  const own = `${ROOT}/assets/models/tiny-decoder`;
  expect(findDecoder(own, folder)).toEqual({role: {path: own}, copy: null});
  expect(findDecoder(undefined, folder)).toEqual({
    role: {path: 'assets/models/tiny-decoder'},
    copy: {from: own, to: 'assets/models/tiny-decoder'},
  });
});

test('a course made from a clone depends on the clone', () => {
  const course = join(ROOT, '../my-course');
  const name = ROOT.slice(ROOT.lastIndexOf('/') + 1);
  expect(ownDependency(course, folder)).toBe(`file:../${name}`);
});
