import {spawnSync} from 'node:child_process';
import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {removeCached} from '../foundations/files/remove-cached.ts';
import {ROOT} from '../foundations/root.ts';
import {npmCommand} from '../studio/setup/install/npm-program.ts';
import {buildPackage} from './build.ts';

/**
 * Write the packages as files into a folder, by default that of the repository: the tool,
 * built in a folder of its own so that nothing old gets in, and the model that courses
 * begin with.
 */
const [to = ROOT] = process.argv.slice(2);
const [npm, ...args] = npmCommand(process.env);
const built = await mkdtemp(join(tmpdir(), 'aim-package-'));
try {
  await buildPackage(built);
  for (const folder of [built, join(ROOT, 'assets/models/tiny-decoder')]) {
    const {status} = spawnSync(
      npm,
      [...args, 'pack', '--ignore-scripts', '--silent', '--pack-destination', to, folder],
      {stdio: 'inherit'},
    );
    if (status !== 0) process.exitCode = 1;
  }
} finally {
  await removeCached(built);
}
