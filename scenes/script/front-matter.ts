import {LineCounter, isMap, isScalar, parseDocument} from 'yaml';
import type {YAMLMap} from 'yaml';

import {ScriptError} from './script-error.ts';
import type {LocaleScript, ScriptText} from './script.ts';

const FIELDS = ['title', 'storyboard', 'words'];

/** A field with the line of its name; `value` is what YAML made of it. */
interface Field {
  value: unknown;
  line: number;
}

/**
 * Read a script's front matter.
 *
 * @param yaml - The lines between the two `---`; the first one is line 2 of the file.
 * @param file - The script, for messages.
 * @throws {@link ScriptError} that names file and line.
 */
export function parseFrontMatter(
  yaml: string,
  file: string,
): Pick<LocaleScript, 'title' | 'storyboard' | 'words'> {
  const lines = new LineCounter();
  const document = parseDocument(yaml, {lineCounter: lines});
  if (document.errors.length > 0) {
    const [{linePos, message}] = document.errors;
    throw new ScriptError(file, (linePos?.[0].line ?? 1) + 1, message.split('\n')[0]);
  }
  if (!isMap(document.contents)) {
    throw new ScriptError(file, 2, 'the front matter must be "name: value" lines');
  }
  const fields = fieldsOf(document.contents, lines);
  for (const [name, {line}] of fields) {
    if (FIELDS.includes(name)) continue;
    const known = FIELDS.join(', ');
    throw new ScriptError(file, line, `unknown field "${name}"; known are ${known}`);
  }
  return {
    title: textOf(fields.get('title'), 'title', file),
    storyboard: textOf(fields.get('storyboard'), 'storyboard', file).text,
    words: wordsOf(fields.get('words'), lines, file),
  };
}

function fieldsOf(map: YAMLMap, lines: LineCounter): Map<string, Field> {
  return new Map(
    map.items.map(({key, value}) => {
      const [offset] = (isScalar(key) && key.range) || [0];
      return [
        isScalar(key) ? String(key.value) : '',
        {
          value: isScalar(value) ? value.value : value,
          line: lines.linePos(offset).line + 1,
        },
      ];
    }),
  );
}

function wordsOf(
  field: Field | undefined,
  lines: LineCounter,
  file: string,
): Record<string, ScriptText> {
  if (field === undefined) return {};
  if (!isMap(field.value)) {
    throw new ScriptError(file, field.line, '"words" must be "name: text" lines');
  }
  return Object.fromEntries(
    [...fieldsOf(field.value, lines)].map(([name, word]) => [
      name,
      textOf(word, `words.${name}`, file),
    ]),
  );
}

function textOf(field: Field | undefined, name: string, file: string): ScriptText {
  if (typeof field?.value === 'string' && field.value !== '') {
    return {text: field.value, line: field.line};
  }
  const line = field?.line ?? 2;
  throw new ScriptError(file, line, `the front matter needs "${name}" as text`);
}
