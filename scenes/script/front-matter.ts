import {LineCounter, isMap, isScalar, parseDocument} from 'yaml';
import type {YAMLMap} from 'yaml';

import {didYouMean} from '../../foundations/did-you-mean.ts';
import {readText} from './front-matter-text.ts';
import {inQuotes} from './in-quotes.ts';
import {ScriptError} from './script-error.ts';
import type {LocaleScript, ScriptText} from './script.ts';

const FIELDS = ['title', 'storyboard', 'shows', 'words'];

/** A field with its node and the line of its name. */
interface Field {
  node: unknown;
  line: number;
}

/** What messages about a field are made of. */
interface Place {
  yaml: string;
  file: string;
  lines: LineCounter;
}

/**
 * Read a script's front matter. Texts are what is written there: `yes`, `1e3`, `null` and
 * a date are text as well, and a text that YAML would cut or change is refused.
 *
 * @param yaml - The lines between the two `---`; the first one is line 2 of the file.
 * @param file - The script, for messages.
 * @throws {@link ScriptError} that names file, line and remedy.
 */
export function parseFrontMatter(
  yaml: string,
  file: string,
): Pick<LocaleScript, 'title' | 'storyboard' | 'shows' | 'words'> {
  const lines = new LineCounter();
  // Of the failsafe schema every value is text.
  const document = parseDocument(yaml, {lineCounter: lines, schema: 'failsafe'});
  const place = {yaml, file, lines};
  if (document.errors.length > 0) {
    const [{linePos, message}] = document.errors;
    const line = linePos?.[0].line ?? 1;
    // The place that it names is counted from the front matter's first line.
    const [what] = message.split(/ at line \d+, column \d+/);
    throw new ScriptError(file, line + 1, `${what}${inQuotes(yaml, line)}`);
  }
  if (!isMap(document.contents)) {
    throw new ScriptError(file, 2, 'the front matter must be "name: value" lines');
  }
  const fields = fieldsOf(document.contents, lines);
  for (const [name, {line}] of fields) {
    if (FIELDS.includes(name)) continue;
    const known = FIELDS.join(', ');
    const meant = didYouMean(name, FIELDS);
    throw new ScriptError(
      file,
      line,
      `unknown field "${name}".${meant} Known are ${known}.`,
    );
  }
  const shows = fields.get('shows');
  return {
    title: textOf(fields.get('title'), 'title', place),
    storyboard: textOf(fields.get('storyboard'), 'storyboard', place).text,
    ...(shows && {shows: textOf(shows, 'shows', place).text}),
    words: wordsOf(fields.get('words'), place),
  };
}

function fieldsOf(map: YAMLMap, lines: LineCounter): Map<string, Field> {
  return new Map(
    map.items.map(({key, value}) => {
      const [offset] = (isScalar(key) && key.range) || [0];
      const name = isScalar(key) ? String(key.value) : '';
      return [name, {node: value, line: lines.linePos(offset).line + 1}];
    }),
  );
}

function wordsOf(field: Field | undefined, place: Place): Record<string, ScriptText> {
  if (field === undefined) return {};
  if (!isMap(field.node)) {
    throw new ScriptError(place.file, field.line, '"words" must be "name: text" lines');
  }
  return Object.fromEntries(
    [...fieldsOf(field.node, place.lines)].map(([name, word]) => [
      name,
      textOf(word, `words.${name}`, place),
    ]),
  );
}

function textOf(field: Field | undefined, name: string, {yaml, file}: Place): ScriptText {
  if (field === undefined) {
    throw new ScriptError(file, 2, `the front matter needs "${name}" as text`);
  }
  const {text, mistake} = readText(field.node, yaml);
  if (mistake === null) return {text, line: field.line};
  const remedy = inQuotes(yaml, field.line - 1);
  throw new ScriptError(file, field.line, `"${name}" ${mistake}${remedy}`);
}
