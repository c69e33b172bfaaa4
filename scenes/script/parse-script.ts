import {parseDocument} from 'yaml';

import type {Cue, LocaleScript} from './script.ts';

/** A mistake in a script file, with its place. */
export class ScriptError extends Error {
  public constructor(
    public readonly file: string,
    public readonly line: number,
    message: string,
  ) {
    super(`${file}:${line}: ${message}`);
    this.name = 'ScriptError';
  }
}

const FIELDS = ['title', 'storyboard', 'words'];
const CUE_NAME = /^[a-z][a-z0-9-]*$/;

/**
 * Read one `*.script.<locale>.md` file: front matter (title, storyboard, words), then
 * one `## cue` per moment followed by its caption.
 *
 * @param source - The file's text.
 * @param file - Its path, for messages.
 * @param locale - The locale in its name.
 * @throws {@link ScriptError} that names file and line.
 */
export function parseScript(source: string, file: string, locale: string): LocaleScript {
  const lines = source.replaceAll('\r\n', '\n').split('\n');
  if (lines[0] !== '---') {
    throw new ScriptError(
      file,
      1,
      'a script starts with front matter between "---" lines',
    );
  }
  const end = lines.indexOf('---', 1);
  if (end < 0) throw new ScriptError(file, 1, 'the front matter is not closed by "---"');
  const front = frontMatter(lines.slice(1, end).join('\n'), file);
  return {locale, file, ...front, cues: cuesOf(lines, end + 1, file)};
}

function frontMatter(
  yaml: string,
  file: string,
): Pick<LocaleScript, 'title' | 'storyboard' | 'words'> {
  const document = parseDocument(yaml);
  if (document.errors.length > 0) {
    const [{linePos, message}] = document.errors;
    throw new ScriptError(file, (linePos?.[0].line ?? 1) + 1, message.split('\n')[0]);
  }
  const value: unknown = document.toJS() ?? {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ScriptError(file, 2, 'the front matter must be "name: value" lines');
  }
  const fields = value as Record<string, unknown>;
  const unknown = Object.keys(fields).find(key => !FIELDS.includes(key));
  if (unknown) {
    throw new ScriptError(
      file,
      2,
      `unknown field "${unknown}"; known are ${FIELDS.join(', ')}`,
    );
  }
  const words = fields.words ?? {};
  if (typeof words !== 'object' || Array.isArray(words)) {
    throw new ScriptError(file, 2, '"words" must be "name: text" lines');
  }
  return {
    title: text(fields.title, 'title', file),
    storyboard: text(fields.storyboard, 'storyboard', file),
    words: Object.fromEntries(
      Object.entries(words).map(([name, word]) => [
        name,
        text(word, `words.${name}`, file),
      ]),
    ),
  };
}

function text(value: unknown, field: string, file: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new ScriptError(file, 2, `the front matter needs "${field}" as text`);
}

function cuesOf(lines: string[], from: number, file: string): Cue[] {
  const cues: Cue[] = [];
  let current: {name: string; line: number; body: string[]} | null = null;
  const close = (): void => {
    if (!current) return;
    const caption = current.body.join(' ').replace(/\s+/g, ' ').trim();
    if (caption === '') {
      throw new ScriptError(file, current.line, `cue "${current.name}" has no caption`);
    }
    const first = current.body.findIndex(line => line.trim() !== '');
    cues.push({name: current.name, caption, line: current.line + 1 + first});
  };
  for (let i = from; i < lines.length; i++) {
    const heading = /^##\s+(.*)$/.exec(lines[i]);
    if (heading) {
      close();
      const name = heading[1].trim();
      if (!CUE_NAME.test(name)) {
        throw new ScriptError(file, i + 1, `"${name}" is no cue name (a-z, 0-9 and -)`);
      }
      if (cues.some(cue => cue.name === name)) {
        throw new ScriptError(file, i + 1, `cue "${name}" stands here a second time`);
      }
      current = {name, line: i + 1, body: []};
    } else if (current) {
      current.body.push(lines[i]);
    } else if (lines[i].trim() !== '') {
      throw new ScriptError(file, i + 1, 'text before the first "## cue"');
    }
  }
  close();
  if (cues.length === 0)
    throw new ScriptError(file, lines.length, 'the script has no "## cue"');
  return cues;
}
