import type {Plugin} from 'vite';

import {ownEntry} from '../../foundations/own-entries.ts';

/**
 * Lets scenes import the tool that plays them by its name, wherever it is installed: in its
 * own repository, and in courses elsewhere.
 */
export const ownEntriesPlugin = (): Plugin => ({
  name: 'aim:own-entries',
  enforce: 'pre',
  resolveId: source => ownEntry(source),
});
