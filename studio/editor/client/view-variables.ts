import type {Player, Project} from '@motion-canvas/core';

import {staleScenes} from './live-store.ts';

/** How scenes are shown. */
export interface ViewVariables {
  locale: string;
  theme: string;
}

/** How a project's scenes are shown now. */
export const viewOf = ({variables}: Project): ViewVariables => ({
  locale: 'en',
  theme: 'light',
  ...(variables as Partial<ViewVariables>),
});

/** The variables of a scene: the project's, and whether it shows a capture that is stale. */
export const variablesOf = (
  project: Project,
  scene: string,
  stale: ReadonlySet<string>,
): Record<string, string> => ({
  ...(project.variables as Record<string, string>),
  stale: stale.has(`${project.name}/${scene}`) ? 'stale' : '',
});

/** Let all scenes draw with their variables as they are now. */
export function setVariables(
  project: Project,
  player: Player,
  stale: ReadonlySet<string>,
): void {
  for (const scene of player.playback.onScenesRecalculated.current)
    scene.variables.updateSignals(variablesOf(project, scene.name, stale));
  player.requestRender();
}

/** Show all scenes in a language and a theme, and keep both in the page's address. */
export function showIn(project: Project, player: Player, view: ViewVariables): void {
  project.variables = {...project.variables, ...view};
  const address = new URL(location.href);
  address.searchParams.set('locale', view.locale);
  address.searchParams.set('theme', view.theme);
  history.replaceState(null, '', address);
  setVariables(project, player, staleScenes.value);
  player.playback.reload();
}
