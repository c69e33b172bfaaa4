import type {Plugin} from 'vite';

const ID = 'virtual:aim/projects';

/**
 * Gives the stage its projects: a module that maps a name to the lazily imported
 * Motion Canvas project.
 *
 * @param projects - Absolute path of `project.ts` by name.
 */
export function projectsPlugin(projects: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'aim:projects',
    resolveId: id => (id === ID ? `\0${ID}` : null),
    load(id) {
      if (id !== `\0${ID}`) return null;
      const entries = Object.entries(projects).map(
        ([name, file]) =>
          `${JSON.stringify(name)}: () => import(${JSON.stringify(`${file}?project`)})`,
      );
      return `export default {${entries.join(', ')}};`;
    },
  };
}
