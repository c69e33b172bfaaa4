import type {Player, Scene} from '@motion-canvas/core';

type SavedEvent = ReturnType<Scene['meta']['timeEvents']['get']>[number];

/** Seconds; times that differ by less are the same. */
const SAME = 1e-6;

/**
 * Let the editor save only time events that were moved. Motion Canvas saves all of them as
 * soon as a scene has run; a cue that nobody has moved would then be held where it was,
 * also when the picture before it becomes shorter, and every video of the scene would
 * count as changed.
 */
export function saveMovedEvents(player: Player): void {
  for (const scene of player.playback.onScenesRecalculated.current) {
    const field = scene.meta.timeEvents;
    const saved = new Set(field.get().map(({name}) => name));
    field.serialize = () =>
      field.get().filter(event => saved.has(event.name) || isMoved(scene, event));
  }
}

function isMoved(scene: Scene, {name, targetTime}: SavedEvent): boolean {
  const event = scene.timeEvents.onChanged.current.find(one => one.name === name);
  return event === undefined || targetTime > event.initialTime + SAME;
}
