import {resolveConfig} from 'vite';
import {expect, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';
import {motionCanvas} from '../../../studio/vite/motion-canvas-plugin.ts';

/** What scenes are told of the proxy, by the configuration that Vite makes of it. */
async function told(proxy: boolean): Promise<Record<string, unknown>> {
  const {env} = await resolveConfig(
    {
      root: ROOT,
      configFile: false,
      plugins: [motionCanvas({project: 'scenes/gallery/project.ts', proxy})],
    },
    'build',
  );
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => name.startsWith('VITE_MC_')),
  );
}

test('scenes are told of the proxy, and no build after theirs', async () => {
  const found = {...process.env};
  expect(await told(true)).toEqual({
    VITE_MC_PROXY_ENABLED: 'true',
    VITE_MC_PROXY_ALLOW_LIST: '[]',
  });
  expect(await told(false)).toEqual({VITE_MC_PROXY_ENABLED: 'false'});
  expect(process.env).toEqual(found);
});
