import motionCanvasModule from '@motion-canvas/vite-plugin';
import type {Plugin, PluginOption} from 'vite';

/** Motion Canvas's own plugin; as it is CommonJS, it hides one level deeper. */
const ownPlugin = ((motionCanvasModule as {default?: unknown}).default ??
  motionCanvasModule) as typeof motionCanvasModule;

/** How it tells scenes of its proxy. */
const VARIABLES = ['VITE_MC_PROXY_ENABLED', 'VITE_MC_PROXY_ALLOW_LIST'] as const;

type Variables = Record<(typeof VARIABLES)[number], string | undefined>;

/**
 * Motion Canvas's Vite plugin. It tells scenes of its proxy by the environment of the
 * process, here only while Vite reads that: no other build learns of it.
 */
export function motionCanvas(options: Parameters<typeof ownPlugin>[0]): PluginOption {
  const found = variables();
  const plugin = ownPlugin(options) as PluginOption;
  const told = variables();
  set(found);
  let before = found;
  const tell: Plugin = {
    name: 'aim:proxy-variables',
    config() {
      before = variables();
      set(told);
    },
    configResolved: () => set(before),
  };
  return [plugin, tell];
}

const variables = (): Variables =>
  Object.fromEntries(VARIABLES.map(name => [name, process.env[name]])) as Variables;

function set(values: Variables): void {
  for (const name of VARIABLES) {
    const value = values[name];
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
