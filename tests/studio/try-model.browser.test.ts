import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, afterEach, beforeAll, expect, test, vi} from 'vitest';

import {readCapture} from '../../data-extract/capture/capture-folder.ts';
import {COMMIT, startHub} from '../data-extract/models/hub/hub-server.ts';
import type {TestHub} from '../data-extract/models/hub/hub-server.ts';
import {copyProject} from '../fixtures/project-copy.ts';
import type {ProjectCopy} from '../fixtures/project-copy.ts';
import {ROOT} from '../../foundations/root.ts';

const SIDE = '.cache/captures/decoder=org--tiny';

let project: ProjectCopy;
let hub: TestHub;
beforeAll(async () => {
  project = await copyProject();
  const model = join(ROOT, 'assets/models/tiny-moe');
  const names = ['config.json', 'tokenizer.json', 'onnx/model.onnx'];
  const files = names.map(
    async name => [name, await readFile(join(model, name))] as const,
  );
  hub = await startHub(Object.fromEntries(await Promise.all(files)));
  vi.stubEnv('HF_ENDPOINT', hub.url);
  vi.stubEnv('HF_HOME', join(project.root, 'hub'));
  const made = await project.aim('new', 'scene', '12-trial', 'first');
  expect(made.status, made.stderr).toBe(0);
});
afterEach(() => {
  hub.requests.length = 0;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await hub.close();
  await project.remove();
});

const own = async (): Promise<string[]> =>
  Promise.all(
    ['course.config.ts', 'assets/captures/12-trial/first/capture.json'].map(name =>
      readFile(join(project.root, name), 'utf8'),
    ),
  );

test('a model of the hub plays a role for once', async () => {
  const before = await own();
  const {status, stderr} = await project.aim('extract', '--model', 'decoder=org/tiny');
  expect(status, stderr).toBe(0);
  expect(hub.requests).not.toEqual([]);
  const side = await readCapture(join(project.root, SIDE, '12-trial/first'));
  expect(side?.capture.provenance.model).toMatchObject({
    id: 'org/tiny',
    revision: COMMIT,
    branch: 'main',
  });
  expect(await own()).toEqual(before);
}, 120_000);

test('asked again, nothing is fetched and nothing is made', async () => {
  const again = ['extract', '--model', 'decoder=org/tiny', '--json'];
  const {status, stdout, stderr} = await project.aim(...again);
  expect(status, stderr).toBe(0);
  expect(hub.requests).toEqual([]);
  expect(stdout).toContain('"outcome": "fresh"');
  expect(stdout).not.toContain('"outcome": "written"');
}, 120_000);

test('a model that the hub has not is named', async () => {
  const {status, stderr} = await project.aim('extract', '--model', 'decoder=org/none');
  expect(status).toBe(1);
  expect(stderr).toContain('org/none');
}, 120_000);
