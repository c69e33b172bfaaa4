import type {LogPayload, Player, Project} from '@motion-canvas/core';
import {LogLevel} from '@motion-canvas/core';
import {computed, signal} from '@preact/signals';

import {HELLO_EVENT, STATE_EVENT} from '../protocol.ts';
import type {EditorState, Problem} from '../protocol.ts';

const server = signal<EditorState>({capturing: null, problems: []});
const failures = signal<readonly string[]>([]);

/** Captures that are being made, or `null`. */
export const capturing = computed(() => server.value.capturing);

/** Everything that is wrong: files that cannot be read, then scenes that cannot be played. */
export const problems = computed((): readonly Problem[] => {
  const own = server.value.problems;
  const played = failures.value
    // A scene without its script or capture fails for the reason that is there already.
    .filter(message => !own.some(problem => problem.message === message))
    .map(problemOf);
  return [...own, ...played];
});

const PLACE = /^(\S+\.(?:tsx?|md)):(\d+): /;

function problemOf(message: string): Problem {
  const place = PLACE.exec(message);
  return {
    key: `scene ${message}`,
    file: place?.[1] ?? null,
    line: place ? Number(place[2]) : null,
    message: place ? message.slice(place[0].length) : message,
    remedy: null,
  };
}

if (import.meta.hot) {
  import.meta.hot.on(STATE_EVENT, (state: EditorState) => {
    server.value = state;
  });
  import.meta.hot.send(HELLO_EVENT, {});
}

/** Keep the errors of the scenes' last run, until they run again. */
export function watchScenes(project: Project, player: Player): void {
  const add = ({level, message}: LogPayload): void => {
    if (level !== LogLevel.Error || failures.value.includes(message)) return;
    failures.value = [...failures.value, message];
  };
  project.logger.onLogged.subscribe(add);
  for (const scene of player.playback.onScenesRecalculated.current) {
    scene.onReloaded.subscribe(() => {
      failures.value = [];
    });
  }
}
