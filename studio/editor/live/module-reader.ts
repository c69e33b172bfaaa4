import {createServer} from 'vite';
import type {ViteDevServer} from 'vite';

import type {LoadModule} from '../../course/load-course.ts';
import {ownEntriesPlugin} from '../../vite/own-entries-plugin.ts';

/**
 * Reads declarations and the course as they are now, with what they import: Node reads
 * each module once. It has a server of its own, since modules that the editor's server has
 * read for itself would make it reload its pages when they change.
 */
export class ModuleReader {
  private server: Promise<ViteDevServer> | null = null;

  /** @param root - The course. */
  public constructor(private readonly root: string) {}

  /** Read a module, as it was when {@link forget} was last called. */
  public readonly load: LoadModule = async path => {
    this.server ??= createServer({
      root: this.root,
      configFile: false,
      appType: 'custom',
      logLevel: 'silent',
      plugins: [ownEntriesPlugin()],
      ssr: {noExternal: ['attention-in-motion']},
      server: {middlewareMode: true, hmr: false, ws: false, watch: null},
      optimizeDeps: {noDiscovery: true, include: []},
    });
    return (await this.server).ssrLoadModule(path);
  };

  /** Read everything again from now on. */
  public async forget(): Promise<void> {
    (await this.server)?.moduleGraph.invalidateAll();
  }

  public async close(): Promise<void> {
    await (await this.server)?.close();
  }
}
