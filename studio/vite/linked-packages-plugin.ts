import {join} from 'node:path';

import type {Plugin} from 'vite';

import {ROOT} from '../../foundations/root.ts';

/** What pages of the editor must have once, whoever imports it. */
const ONE_OF_EACH = /^(?:preact|@preact\/signals|@motion-canvas\/(?:core|2d|ui))(?:\/|$)/;

/**
 * Takes the packages that the editor is made of from the clone that is the tool. A course
 * that is linked to it has others of its own, or none, and none finds its way to the other.
 */
export const linkedPackagesPlugin = (): Plugin => ({
  name: 'aim:linked-packages',
  enforce: 'pre',
  resolveId(source, importer, options) {
    if (!importer || !ONE_OF_EACH.test(source)) return null;
    return this.resolve(source, join(ROOT, 'package.json'), {...options, skipSelf: true});
  },
});
