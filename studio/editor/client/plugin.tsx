/** @jsxImportSource preact */
import type {Player, Project} from '@motion-canvas/core';
import {makeEditorPlugin} from '@motion-canvas/ui';

import {CapturesPane, CapturesTab} from './CapturesPane.tsx';
import {LiveBar} from './LiveBar.tsx';
import {watchScenes} from './live-store.ts';

/** What we add to the Motion Canvas editor. */
export default makeEditorPlugin(() => {
  let opened: Project | null = null;
  return {
    name: 'attention-in-motion',
    tabs: [{name: 'captures', tabComponent: CapturesTab, paneComponent: CapturesPane}],
    provider: LiveBar,
    // Tabs and providers of plugins are only shown with these.
    settings: settings => ({...settings, experimentalFeatures: true}),
    project(project: Project) {
      opened = project;
    },
    player(player: Player) {
      if (opened) watchScenes(opened, player);
    },
  };
});
