import {parseDocument} from 'yaml';

const FIELD = /^\s*([\w-]+):\s+(\S.*?)\s*$/;
const AROUND = /^(["'])(.*)\1$/;
const UNCLOSED = /^"([^"]*)$|^'([^']*)$/;

/**
 * How a line of front matter is written so that its text stays whole.
 *
 * @param yaml - The front matter.
 * @param line - Its 1-based line.
 * @returns `; write it in quotes: ...`, or nothing where quotes would not help.
 */
export function inQuotes(yaml: string, line: number): string {
  const [, name, text] = FIELD.exec(yaml.split('\n')[line - 1] ?? '') ?? [];
  if (text === undefined || isTaken(name, text)) return '';
  const [, open = AROUND.exec(text)?.[2], single] = UNCLOSED.exec(text) ?? [];
  const inner = open ?? single ?? text;
  return `; write it in quotes: ${name}: ${quoted(inner)}`;
}

/** Whether YAML takes all of a text as it is. */
function isTaken(name: string, text: string): boolean {
  const document = parseDocument(`${name}: ${text}`, {schema: 'failsafe'});
  const {errors, warnings} = document;
  return errors.length + warnings.length === 0 && document.get(name) === text;
}

const quoted = (text: string): string =>
  /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
