import {folder, special, text, word, yes} from '../../command-line/flag-kinds.ts';
import {readSize} from '../../command-line/flag-values.ts';
import {parseFrameRate} from './frame-rate.ts';
import {flagError} from '../../command-line/flag-values.ts';

/** Colours that a scene can be drawn in. */
export const THEMES = ['light', 'dark'] as const;

/** Flags that several commands take which draw pictures. */
export const PICTURE = {
  captures: folder(
    "Captures that come before the course's own, as extract --model makes them",
  ),
  locale: text('locale', 'One language', {
    byDefault: 'all of the course',
    fromCourse: 'locales',
  }),
  theme: word(THEMES, {
    says: 'Colours',
    value: 'theme',
    otherwise: null,
    byDefault: 'as the course says',
  }),
  themes: word([...THEMES, 'both'], {
    says: 'Colours',
    value: 'theme',
    otherwise: null,
    byDefault: 'as the course says',
  }),
  transparent: yes('Leave the ground out, in formats that can'),
  fps: special(
    'n',
    'Frames per second, e.g. 30, 29.97 or 30000/1001',
    (flag, given) => frameRate(flag, given),
    'as the course or project says',
  ),
  size: special(
    'WxH',
    'Size in pixels, in the shape of the course or project',
    readSize,
    'as the course or project says',
  ),
};

/**
 * Frames per second.
 *
 * @param name - Whose rate it is, for the message.
 * @throws UserError
 */
export function frameRate(name: string, given: unknown): number {
  const fps = parseFrameRate(String(given));
  if (fps !== null && fps >= 1 && fps <= 240) return fps;
  throw flagError(
    `${name} ${String(given)} is not possible.`,
    'Give 1 to 240 frames per second, e.g. 30, 29.97, 12.5 or 30000/1001.',
  );
}
