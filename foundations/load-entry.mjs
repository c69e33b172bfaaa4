// What the entries that Node starts from have in common: in the repository the sources run,
// in the package what was built from them. Neither a loader nor `dist` may be there yet.
import {existsSync} from 'node:fs';

/** Where a file of the tool lies, by its path in the repository. */
const placeOf = path => new URL(`../${path}`, import.meta.url);

/** Whether a module is there as its source. */
export const hasSource = source => existsSync(placeOf(source));

/**
 * Address of what was built from a module.
 *
 * @param source - Its path in the repository.
 * @throws Error where it has not been built, with the remedy.
 */
export function builtFrom(source) {
  const built = placeOf(`dist/${source.replace(/\.ts$/, '.js')}`);
  if (existsSync(built)) return built.href;
  throw new Error(
    'This package of attention-in-motion was packed without being built: it has no dist. In a clone of the repository, `npm run pack` builds and packs it; `npm pack` does not build.',
  );
}

/** A module for programs that run without a loader of TypeScript. */
export async function loadEntry(source) {
  if (!hasSource(source)) return import(builtFrom(source));
  const {tsImport} = await import('tsx/esm/api');
  return tsImport(placeOf(source).href, import.meta.url);
}
