import type {Plugin} from 'vite';

const ID = 'virtual:settings.meta';

/**
 * Keeps a user's personal Motion Canvas settings out of the bundle. Its own plugin reads
 * them from the home directory and makes them the defaults of every project.
 */
export function settingsPlugin(): Plugin {
  return {
    name: 'aim:settings',
    enforce: 'pre',
    resolveId: id => (id === ID ? `\0${ID}` : null),
    load: id => (id === `\0${ID}` ? '{}' : null),
  };
}
