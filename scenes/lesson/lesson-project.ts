import {makeProject} from '@motion-canvas/core';
import type {ProjectSettings} from '@motion-canvas/core';

import {loadFonts} from '../theme/fonts.ts';

/**
 * A lesson's Motion Canvas project: its scenes in order, the fonts loaded, and language
 * and theme from the page's address (`?locale=ko&theme=dark`), so that the editor can
 * show either.
 *
 * @param scenes - The scenes, imported with `?scene`.
 */
export async function lessonProject(
  scenes: ProjectSettings['scenes'],
): Promise<ProjectSettings> {
  await loadFonts();
  const query = new URLSearchParams(location.search);
  return makeProject({
    scenes,
    variables: {
      locale: query.get('locale') ?? 'en',
      theme: query.get('theme') ?? 'light',
    },
  });
}
