import {MERGE_MARK} from '../../foundations/merge-mark.ts';
import {parseFrontMatter} from './front-matter.ts';
import {readHeading} from './mark.ts';
import {ScriptError} from './script-error.ts';
import type {Cue, LocaleScript} from './script.ts';

const CUE_NAME = /^[a-z][a-z0-9-]*$/;
/** What Markdown draws as a heading, and a cue that lacks its space or its name. */
const HEADING = /^\s*#(?:#|\s|$)/;

/**
 * Read one `*.script.<locale>.md` file: front matter (title, storyboard, words), then
 * one `## cue` per moment followed by its caption. `## cue @ 3.2s` says where the cue
 * begins in a recording of the script.
 *
 * @param source - The file's text.
 * @param file - Its path, for messages.
 * @param locale - The locale in its name.
 * @throws {@link ScriptError} that names file and line.
 */
export function parseScript(source: string, file: string, locale: string): LocaleScript {
  const lines = source.replaceAll('\r\n', '\n').split('\n');
  const conflict = lines.findIndex(line => MERGE_MARK.test(line));
  if (conflict >= 0) {
    const what = 'both sides of a merge stand here, with the marks of git: keep one';
    throw new ScriptError(file, conflict + 1, what);
  }
  if (lines[0] !== '---') {
    throw new ScriptError(
      file,
      1,
      'a script starts with front matter between "---" lines',
    );
  }
  const end = lines.indexOf('---', 1);
  if (end < 0) throw new ScriptError(file, 1, 'the front matter is not closed by "---"');
  const front = parseFrontMatter(lines.slice(1, end).join('\n'), file);
  return {locale, file, ...front, cues: cuesOf(lines, end + 1, file)};
}

function cuesOf(lines: string[], from: number, file: string): Cue[] {
  const cues: Cue[] = [];
  let current: (Pick<Cue, 'name' | 'line' | 'mark'> & {body: string[]}) | null = null;
  const close = (): void => {
    if (!current) return;
    const caption = current.body.join(' ').replace(/\s+/g, ' ').trim();
    if (caption === '') {
      throw new ScriptError(file, current.line, `cue "${current.name}" has no caption`);
    }
    const first = current.body.findIndex(line => line.trim() !== '');
    const {name, mark} = current;
    const line = current.line + 1 + first;
    cues.push({name, caption, line, ...(mark === undefined ? {} : {mark})});
  };
  for (let i = from; i < lines.length; i++) {
    const heading = /^##\s+(.*)$/.exec(lines[i]);
    if (heading) {
      close();
      const {name, mark} = readHeading(heading[1].trim());
      if (!CUE_NAME.test(name)) {
        throw new ScriptError(file, i + 1, `"${name}" is no cue name (a-z, 0-9 and -)`);
      }
      if (cues.some(cue => cue.name === name)) {
        throw new ScriptError(file, i + 1, `cue "${name}" stands here a second time`);
      }
      if (mark === undefined) {
        const form = 'is written "@ 3.2s", "@ 1:03.2" or "@ none"';
        throw new ScriptError(file, i + 1, `the mark of a cue ${form}`);
      }
      current = {name, line: i + 1, ...(mark === null ? {} : {mark}), body: []};
    } else if (HEADING.test(lines[i])) {
      throw new ScriptError(
        file,
        i + 1,
        `"${lines[i].trim()}" is no caption: a cue is written "## name" from the start of the line, and a caption has no headings; a text that begins with "#" goes behind another word`,
      );
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
