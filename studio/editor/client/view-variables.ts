import type {Player, Project} from '@motion-canvas/core';

/** How scenes are shown. */
export interface ViewVariables {
  locale: string;
  theme: string;
}

/** How a project's scenes are shown now. */
export const viewOf = ({variables}: Project): ViewVariables => ({
  ...{locale: 'en', theme: 'light'},
  ...(variables as Partial<ViewVariables>),
});

/** Show all scenes in a language and a theme, and keep both in the page's address. */
export function showIn(project: Project, player: Player, view: ViewVariables): void {
  project.variables = {...project.variables, ...view};
  const address = new URL(location.href);
  address.searchParams.set('locale', view.locale);
  address.searchParams.set('theme', view.theme);
  history.replaceState(null, '', address);
  for (const scene of player.playback.onScenesRecalculated.current) {
    scene.variables.updateSignals({...view});
    scene.reload();
  }
}
