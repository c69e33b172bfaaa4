import {useScene, useThread} from '@motion-canvas/core';

import {MAIN_LOCALE} from './locales.ts';

/**
 * Register a cue as a time event, so that it can be moved in the editor's timeline.
 *
 * @remarks
 * Captions are read at another pace in every language, so a cue has one event per
 * locale: `answer` in the main one, `answer@ko` in Korean. The editor saves only events
 * that were registered, so those of other locales are registered along with it.
 *
 * @returns Seconds from now until the time that the event was moved to; negative where
 * that has passed.
 */
export function registerCue(name: string, locale: string): number {
  const {timeEvents, meta} = useScene();
  const now = useThread().time();
  const own = eventName(name, locale);
  for (const {name: saved} of meta.timeEvents.get()) {
    if (saved !== own && cueOfEvent(saved) === name) timeEvents.register(saved, now);
  }
  return timeEvents.register(own, now);
}

/** The time event of a cue in a locale. */
export const eventName = (cue: string, locale: string): string =>
  locale === MAIN_LOCALE ? cue : `${cue}@${locale}`;

/** The cue that a time event belongs to. */
export const cueOfEvent = (event: string): string => event.split('@')[0];
