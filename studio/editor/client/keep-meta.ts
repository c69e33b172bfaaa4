import type {Player, Scene} from '@motion-canvas/core';

type Events = ReturnType<Scene['meta']['timeEvents']['get']>;

/** What Motion Canvas's events in an editor remember of their former runs, by name. */
interface Remembering {
  readonly lookup: Map<string, unknown>;
}

/** Seconds; times that differ by less are the same. */
const SAME = 1e-6;

/**
 * Let the editor keep only time events that somebody has moved: those in the scene's
 * `.meta` file, and those that are dragged.
 *
 * @remarks
 * Motion Canvas keeps and saves all events as soon as a scene has run. A cue that nobody
 * has moved would then be held where it was when the picture before it becomes shorter, or
 * is read in another language, and every video of the scene would count as changed.
 */
export function keepMovedEvents(player: Player): void {
  for (const scene of player.playback.onScenesRecalculated.current) keepMoved(scene);
}

function keepMoved({meta, timeEvents}: Scene): void {
  const field = meta.timeEvents;
  const moved = namesIn(field.get());
  let isFile = false;

  const load = meta.set.bind(meta);
  meta.set = data => {
    isFile = true;
    load(data);
    isFile = false;
  };

  const keep = field.set.bind(field);
  field.set = events => {
    if (isFile) {
      moved.clear();
      for (const name of namesIn(events)) moved.add(name);
      keep(events);
      return;
    }
    const now = new Map(events.map(event => [event.name, event]));
    const before = field.get();
    const kept = [...before, ...events.filter(({name}) => !namesIn(before).has(name))]
      .filter(({name}) => moved.has(name))
      .map(event => now.get(event.name) ?? event);
    if (isSame(kept, before)) return;
    // By its own list Motion Canvas knows that the change is its own.
    events.splice(0, events.length, ...kept);
    keep(events);
  };

  const move = timeEvents.set.bind(timeEvents);
  timeEvents.set = (name, offset, preserve) => {
    if (offset > SAME) moved.add(name);
    else moved.delete(name);
    move(name, offset, preserve);
  };

  const register = timeEvents.register.bind(timeEvents);
  timeEvents.register = (name, time) => {
    if (!moved.has(name)) (timeEvents as unknown as Remembering).lookup.delete(name);
    return register(name, time);
  };
}

const namesIn = (events: Events): Set<string> => new Set(events.map(({name}) => name));

const isSame = (a: Events, b: Events): boolean =>
  a.length === b.length &&
  a.every(
    ({name, targetTime}, i) =>
      name === b[i].name && Math.abs(targetTime - b[i].targetTime) <= SAME,
  );
