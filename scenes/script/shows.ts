import type {SceneScript} from './script.ts';

/** What moves in a scene and why, by locale, where its scripts say it. */
export function showsOf({locales}: SceneScript): Record<string, string> {
  return Object.fromEntries(
    Object.entries(locales).flatMap(([locale, {shows}]) =>
      shows === undefined ? [] : [[locale, shows]],
    ),
  );
}
