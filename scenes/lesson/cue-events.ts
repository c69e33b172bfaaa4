import {useScene, useThread} from '@motion-canvas/core';

import {MAIN_LOCALE} from '../script/locales.ts';

/**
 * Register a cue as a time event, so that it can be moved in the editor's timeline.
 *
 * @remarks
 * Captions are read at another pace in every language, so a cue has one event per
 * locale: `answer` in the main one, `answer@ko` in Korean; where the script has been
 * recorded, `answer@ko.voice`, so that what was moved for readers does not hold up the
 * voice.
 *
 * @param own - The event, see {@link eventName}.
 * @returns Seconds from now until the time that the event was moved to; negative where
 * that has passed.
 */
export function registerCue(own: string): number {
  return useScene().timeEvents.register(own, useThread().time());
}

/** The time event of a cue in a locale, as it is read or as it is spoken. */
export const eventName = (cue: string, locale: string, isSpoken: boolean): string =>
  isSpoken ? `${cue}@${locale}.voice` : locale === MAIN_LOCALE ? cue : `${cue}@${locale}`;
