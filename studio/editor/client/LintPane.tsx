/** @jsxImportSource preact */
import type {Scene} from '@motion-canvas/core';
import {
  Pane,
  Tab,
  useApplication,
  useCurrentFrame,
  useCurrentScene,
  usePlayerState,
} from '@motion-canvas/ui';
import type {PluginTabProps} from '@motion-canvas/ui';
import {useEffect, useRef, useState} from 'preact/hooks';

import type {Violation} from '../../lint/judge/rules.ts';
import {LintPage} from './lint-page.ts';
import {projectOf} from './projects.ts';
import {useSceneRun} from './use-scene-run.ts';
import {staleScenes} from './live-store.ts';
import {variablesOf} from './view-variables.ts';

/** What the inspector of Motion Canvas's 2D nodes goes by. */
const NODE_INSPECTOR = '@motion-canvas/2d/node-inspector';
/** Frames are looked at once the playhead has stood still for so long. */
const REST_MS = 250;

export function LintTab({tab}: PluginTabProps) {
  return (
    <Tab title="Layout" id="aim-lint-tab" tab={tab}>
      <svg viewBox="0 0 20 20" width="20" height="20" fill="currentColor">
        <path d="M3 3h14v2H3zM3 8h9v2H3zM3 13h5v2H3zM11 15l2 2 5-6-1.5-1.2L13 14l-1-1z" />
      </svg>
    </Tab>
  );
}

/** What breaks a rule of the layout in the frame under the playhead. */
export function LintPane() {
  const found = useFindings();
  return (
    <Pane title="Layout" id="aim-lint-pane">
      {found.kind === 'waiting' && <div class="aim-capture">Looking …</div>}
      {found.kind === 'failed' && <div class="aim-note aim-wrong">{found.message}</div>}
      {found.kind === 'found' && found.violations.length === 0 && (
        <div class="aim-capture" data-aim="clean">
          Nothing to mend in this frame.
        </div>
      )}
      {found.kind === 'found' &&
        found.violations.map((violation, i) => <Finding key={i} violation={violation} />)}
    </Pane>
  );
}

function Finding({violation: {rule, node, message}}: {violation: Violation}) {
  const scene = useCurrentScene();
  const {inspection} = useApplication();
  const select = (): void => {
    const key = keyOf(scene, node);
    if (key !== null) inspection.value = {key: NODE_INSPECTOR, payload: key};
  };
  return (
    <button class="aim-finding" data-rule={rule} data-node={node} onClick={select}>
      <b>{rule}</b>
      <span>{message}</span>
      <code>{node}</code>
    </button>
  );
}

type Findings =
  | {kind: 'waiting'}
  | {kind: 'found'; violations: Violation[]}
  | {kind: 'failed'; message: string};

function useFindings(): Findings {
  const {player, project} = useApplication();
  const scene = useCurrentScene();
  const run = useSceneRun();
  const frame = useCurrentFrame();
  const {paused} = usePlayerState();
  const [found, setFound] = useState<Findings>({kind: 'waiting'});
  const page = useRef<LintPage | null>(null);
  const close = (): void => {
    page.current?.close();
    page.current = null;
  };
  // Scenes that have changed are loaded anew; another run comes with every change.
  useEffect(() => close, [run]);
  useEffect(() => {
    const file = run && projectOf(run.id);
    if (!paused || !file) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      page.current ??= new LintPage(file);
      const {width, height} = scene.getSize();
      page.current
        .look({
          scene: scene.name,
          frame: frame - scene.firstFrame,
          fps: player.playback.fps,
          size: {width, height},
          variables: variablesOf(project, scene.name, staleScenes.peek()),
        })
        .then(
          violations => isCurrent && setFound({kind: 'found', violations}),
          (error: unknown) =>
            isCurrent && setFound({kind: 'failed', message: String(error)}),
        );
    }, REST_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [run, frame, paused]);
  return found;
}

/** Key in the editor of a node that goes by `TokenStrip[1]`, or `null`. */
function keyOf(scene: Scene, node: string): string | null {
  const keys = [`${scene.name}/${node}`, `${scene.name}/_${node}`];
  const known = scene as Scene & {getNode?(key: string): unknown};
  return keys.find(key => known.getNode?.(key)) ?? null;
}
