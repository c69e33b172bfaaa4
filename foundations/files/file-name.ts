import {UserError} from '../user-error.ts';

/** Longest name in bytes: file systems take 255, and endings and partial names come to it. */
const LONGEST = 180;

/**
 * Why a text cannot be the name of a file or folder, or `null` where it can: one name, of
 * this folder, on this system. Pure.
 */
export function whyNoFileName(
  text: string,
  platform: NodeJS.Platform = process.platform,
): string | null {
  if (text.trim() === '') return 'is empty';
  if (text === '.' || text === '..') return 'stands for a folder';
  // A backslash divides paths on one system, and a name with one is a trap on the others.
  if (/[/\\]/.test(text)) return 'leads into other folders';
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(text)) return 'has a control character';
  if (new TextEncoder().encode(text).length > LONGEST)
    return `is longer than ${LONGEST} bytes`;
  if (platform !== 'win32') return null;
  if (/[<>:"|?*]/.test(text)) return 'has a character that Windows takes in no name';
  if (/[. ]$/.test(text)) return 'ends with a dot or a space';
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(text)
    ? 'is the name of a device'
    : null;
}

/**
 * A name from a file, a model or a network that becomes the name of a file of ours.
 *
 * @param what - What has the name, for the message, e.g. `The project`.
 * @throws UserError where it cannot be one.
 */
export function fileName(text: string, what: string, remedy: string): string {
  const why = whyNoFileName(text);
  if (why === null) return text;
  throw new UserError(
    'file-name',
    `${what} is called ${JSON.stringify(text)}, which ${why}: it cannot name a file.`,
    remedy,
  );
}
