import type {LogPayload, Player, Project} from '@motion-canvas/core';
import {LogLevel} from '@motion-canvas/core';
import {computed, signal} from '@preact/signals';

import {HELLO_EVENT, STATE_EVENT} from '../protocol.ts';
import type {EditorState, Problem} from '../protocol.ts';
import {placeOfStack} from './scene-error.ts';
import type {SourcePlace} from './place-among.ts';

const server = signal<EditorState>({capturing: null, stale: [], problems: []});

/** An error of a scene's last run. */
interface Failure {
  message: string;
  /** Where in the scene it comes from, once that has been found out. */
  place: SourcePlace | null;
}
const failures = signal<readonly Failure[]>([]);

/** Captures that are being made, or `null`. */
export const capturing = computed(() => server.value.capturing);

/** Captures of the scenes that are stale. */
export const stale = computed(() => server.value.stale);

/** Ids of the scenes that show one of them. */
export const staleScenes = computed(
  (): ReadonlySet<string> => new Set(stale.value.flatMap(({scenes}) => scenes)),
);

/** Everything that is wrong: files that cannot be read, then scenes that cannot be played. */
export const problems = computed((): readonly Problem[] => {
  const own = server.value.problems;
  const played = failures.value
    // A scene without its script or capture fails for the reason that is there already.
    .filter(({message}) => !own.some(problem => problem.message === message))
    .map(problemOf);
  return [...own, ...played];
});

const PLACE = /^(\S+\.(?:tsx?|md)):(\d+): /;

function problemOf({message, place}: Failure): Problem {
  const named = PLACE.exec(message);
  return {
    key: `scene ${message}`,
    file: named?.[1] ?? place?.file ?? null,
    line: named ? Number(named[2]) : (place?.line ?? null),
    message: named ? message.slice(named[0].length) : message,
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
  const add = ({level, message, stack}: LogPayload): void => {
    if (level !== LogLevel.Error || failures.value.some(one => one.message === message))
      return;
    const failure: Failure = {message, place: null};
    failures.value = [...failures.value, failure];
    if (stack === undefined) return;
    void placeOfStack(stack, project.name).then(place => {
      failures.value = failures.value.map(one =>
        one === failure ? {message, place} : one,
      );
    });
  };
  project.logger.onLogged.subscribe(add);
  for (const scene of player.playback.onScenesRecalculated.current) {
    scene.onReloaded.subscribe(() => {
      failures.value = [];
    });
  }
}
