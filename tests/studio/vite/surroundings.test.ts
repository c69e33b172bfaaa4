import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {environmentOf} from '../../../studio/vite/environment.ts';
import {machineFonts} from '../../../studio/setup/machine-fonts.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-surroundings-'));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

test('of the environment, a bundle depends on what Vite passes on and what is named', async () => {
  await writeFile(
    join(folder, 'vite.config.ts'),
    "export default {define: {A: process.env.WORD, B: process.env['OTHER_WORD']}};",
  );
  const all = {VITE_A: '1', WORD: 'x', OTHER_WORD: 'y', HOME: '/h'};
  expect(environmentOf(folder, {...all, VITE_MC_PROXY_ENABLED: 'true'})).toEqual({
    VITE_A: '1',
    WORD: 'x',
    OTHER_WORD: 'y',
  });
  expect(environmentOf(join(folder, 'nowhere'), all)).toEqual({VITE_A: '1'});
});

describe.skipIf(process.platform !== 'linux')('the fonts of a machine', () => {
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(join(folder, name, '..'), {recursive: true});
    await writeFile(join(folder, name), text);
  };
  const now = (): Promise<string> =>
    machineFonts({
      HOME: join(folder, 'home'),
      XDG_DATA_HOME: join(folder, 'data'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    });

  test('are others when one comes, goes or changes, or another is preferred', async () => {
    const conf = (text: string): string => `<fontconfig>${text}</fontconfig>`;
    await write(
      'fonts.conf',
      conf(
        `<dir>${folder}/fonts</dir><dir prefix="xdg">fonts</dir><dir>~/.fonts</dir>
        <!-- <dir>${folder}/commented</dir> --><include>conf.d</include>`,
      ),
    );
    await write('conf.d/10-some.conf', conf('<alias/>'));
    await write('fonts/a.ttf', 'one');
    const known = new Set([await now()]);
    const isNew = async (): Promise<boolean> => {
      const size = known.size;
      return known.add(await now()).size > size;
    };
    await write('commented/x.ttf', 'x');
    await write('fonts/readme.txt', 'x');
    await symlink(join(folder, 'gone'), join(folder, 'fonts/gone.ttf'));
    expect(await isNew()).toBe(false);
    await write('data/fonts/b.otf', 'two');
    expect(await isNew()).toBe(true);
    await write('home/.fonts/deep/c.ttf', 'three');
    expect(await isNew()).toBe(true);
    await write('fonts/a.ttf', 'ONE');
    expect(await isNew()).toBe(true);
    await write('conf.d/10-some.conf', conf('<alias binding="same"/>'));
    expect(await isNew()).toBe(true);
    await rm(join(folder, 'fonts/a.ttf'));
    expect(await isNew()).toBe(true);
    await write('elsewhere/a.ttf', 'ONE');
    await symlink(join(folder, 'elsewhere/a.ttf'), join(folder, 'fonts/a.ttf'));
    expect(await isNew()).toBe(false);
  });
});
