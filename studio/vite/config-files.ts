/** The names that a Vite configuration may have, the first first. */
export const CONFIG_FILES = ['ts', 'mts', 'js', 'mjs', 'cts', 'cjs'].map(
  ending => `vite.config.${ending}`,
);
