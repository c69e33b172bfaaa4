import {posix} from 'node:path';

import type {Plugin} from 'vite';

import {sha256} from '../../foundations/canonical-json.ts';

/** What a module brings along besides its code. */
export interface Named {
  /** Absolute paths of the files that it names: by `new URL()`, or in a style sheet. */
  files: string[];
  /** Hash of what a style sheet is compiled to; empty for any other module. */
  styles: string;
}

/** The part of the bundler that tells of a module, once all is bundled. */
export interface NamedContext {
  getFileName(reference: string): string;
  getModuleInfo(id: string): {code: string | null; meta: object} | null;
}

/** Files of a finished bundle by name, as far as it matters here. */
export type Outputs = Readonly<
  Record<string, {type: string; originalFileNames?: readonly string[]}>
>;

/** The bundler's name for a file that code names, until it is known what that is called. */
const REFERENCE = /__VITE_ASSET__([\w$]+)__/g;
const STYLES = /\.(?:css|less|sass|scss|styl|stylus|pcss|postcss)(?:\?|$)/;
const META = 'aim:styles';

/** Keeps what style sheets are compiled to, of which the bundler leaves nothing in the module. */
export const stylesPlugin = (): Plugin => ({
  name: 'aim:styles',
  transform: (code, id) =>
    STYLES.test(id) ? {code, map: null, meta: {[META]: code}} : null,
});

/**
 * What a module names; files that are part of its code (`assetsInlineLimit`) are not found.
 *
 * @param root - What the bundle's names of files are relative to.
 */
export function namedBy(
  context: NamedContext,
  id: string,
  outputs: Outputs,
  root: string,
): Named {
  const {code, meta} = context.getModuleInfo(id) ?? {code: null, meta: {}};
  const styles = (meta as Record<string, string>)[META] ?? '';
  const references = [...`${code ?? ''}${styles}`.matchAll(REFERENCE)];
  const files = references.flatMap(([, reference]) => {
    const {originalFileNames = []} = outputs[context.getFileName(reference)] ?? {};
    return originalFileNames.map(name => posix.resolve(root, name));
  });
  return {
    files: [...new Set(files)].sort(),
    styles: styles === '' ? '' : sha256(styles.replace(REFERENCE, 'asset')),
  };
}
