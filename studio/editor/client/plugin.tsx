/** @jsxImportSource preact */
import type {Player, Project} from '@motion-canvas/core';
import {makeEditorPlugin} from '@motion-canvas/ui';
import {effect} from '@preact/signals';

import type {PanelConfig} from '../protocol.ts';
import {CapturesPane, CapturesTab} from './CapturesPane.tsx';
import {LintPane, LintTab} from './LintPane.tsx';
import {keepMovedEvents} from './keep-meta.ts';
import {keepPlayhead} from './keep-playhead.ts';
import {LiveBar} from './LiveBar.tsx';
import {staleScenes, watchScenes} from './live-store.ts';
import {playNarration} from './narration.ts';
import {openAtScene} from './open-at-scene.ts';
import {setProjects} from './projects.ts';
import {setVariables} from './view-variables.ts';

/** What we add to the Motion Canvas editor. */
export default ({projects}: PanelConfig) => {
  setProjects(projects);
  let opened: Project | null = null;
  return makeEditorPlugin({
    name: 'attention-in-motion',
    tabs: [
      {name: 'captures', tabComponent: CapturesTab, paneComponent: CapturesPane},
      {name: 'layout', tabComponent: LintTab, paneComponent: LintPane},
    ],
    provider: LiveBar,
    // Tabs and providers of plugins are only shown with these.
    settings: settings => ({...settings, experimentalFeatures: true}),
    project(project: Project) {
      opened = project;
    },
    player(player: Player) {
      if (opened) {
        const project = opened;
        watchScenes(project, player);
        effect(() => setVariables(project, player, staleScenes.value));
      }
      playNarration(player);
      keepMovedEvents(player);
      keepPlayhead(player);
      openAtScene(player);
    },
  })();
};
