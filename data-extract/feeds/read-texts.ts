import {readFile} from 'node:fs/promises';

import {withoutMark} from '../../foundations/byte-order-mark.ts';
import {whyNoFileName} from '../../foundations/files/file-name.ts';
import {UserError} from '../../foundations/user-error.ts';

/** A text of a list. */
export interface ListedText {
  /** Names its capture's folder; different for each text. */
  id: string;
  text: string;
  /** Number of its line, from 1. */
  line: number;
}

/** The texts of a file. */
export async function readTextsFile(file: string): Promise<ListedText[]> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      'texts',
      `${file} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`,
      'Give a file of texts, one JSON value per line.',
    );
  });
  return readTexts(decoded(bytes, file), file);
}

/** @throws UserError where bytes are no UTF-8: another text would be captured. */
function decoded(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    throw new UserError(
      'texts',
      `${file} is no text in UTF-8.`,
      'Save it in UTF-8, e.g. with iconv -f LATIN1 -t UTF-8.',
    );
  }
}

/**
 * The texts of a list with one JSON value per line: a string, or an object with `text` and
 * perhaps `id`; else the number of its line is its id. Lines with nothing are passed over.
 *
 * @param file - Its name, for messages.
 * @throws UserError naming file and line.
 */
export function readTexts(content: string, file: string): ListedText[] {
  const lines = new Map<string, number>();
  const texts = withoutMark(content)
    .split(/\r?\n/)
    .flatMap((line, i): ListedText[] => {
      if (line.trim() === '') return [];
      const number = i + 1;
      const listed = listedText(line, number, file);
      const why = whyNoFileName(listed.id);
      if (why !== null)
        throw inLine(file, number, `has the id "${listed.id}", which ${why}`);
      // Some systems tell no capitals in names of folders.
      const name = listed.id.toLowerCase();
      const former = lines.get(name);
      if (former !== undefined) {
        throw inLine(file, number, `has the id "${name}" of line ${former}`);
      }
      lines.set(name, number);
      return [listed];
    });
  if (texts.length > 0) return texts;
  throw new UserError('texts', `${file} has no texts.`, REMEDY);
}

function listedText(line: string, number: number, file: string): ListedText {
  const value = parsed(line, number, file);
  if (typeof value === 'string')
    return {id: String(number), text: nonEmpty(value), line: number};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw inLine(file, number, 'is neither a string nor an object');
  }
  const {text, id = String(number), ...others} = value as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw inLine(file, number, `has a field "${unknown}"`);
  if (typeof text !== 'string') throw inLine(file, number, 'has no text');
  if (typeof id !== 'string' && typeof id !== 'number') {
    throw inLine(file, number, 'has an id that is no string');
  }
  return {id: String(id), text: nonEmpty(text), line: number};

  function nonEmpty(own: string): string {
    if (own !== '') return own;
    throw inLine(file, number, 'has an empty text');
  }
}

function parsed(line: string, number: number, file: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw inLine(file, number, 'is no JSON');
  }
}

const REMEDY =
  'Write one JSON value per line: "a text", or {"text": "a text", "id": "a name"}.';

const inLine = (file: string, number: number, what: string): UserError =>
  new UserError('texts', `${file}:${number} ${what}.`, REMEDY);
