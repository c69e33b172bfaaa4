import {spawnSync} from 'node:child_process';

import {npmCommand} from '../studio/setup/install/npm-program.ts';
import {ROOT} from '../foundations/root.ts';

/**
 * Write the packages as files into a folder, by default that of the repository: the tool,
 * and the model that courses begin with. npm itself would not build the first one, as the
 * scripts of packages are not run here.
 */
const [to = ROOT] = process.argv.slice(2);
const [npm, ...args] = npmCommand(process.env);
await import('./build.ts');
for (const folder of [ROOT, `${ROOT}/assets/models/tiny-decoder`]) {
  const {status} = spawnSync(
    npm,
    [...args, 'pack', '--ignore-scripts', '--silent', '--pack-destination', to, folder],
    {
      stdio: 'inherit',
    },
  );
  if (status !== 0) process.exit(1);
}
