import {highlightTree, tagHighlighter, tags} from '@lezer/highlight';
import {parser as javascript} from '@lezer/javascript';
import {parser as python} from '@lezer/python';

/** What a piece of code is, as far as it is set apart. */
export type CodeKind = 'plain' | 'keyword' | 'quiet' | 'string';

/** A piece of a line in one style. */
export interface CodeSpan {
  text: string;
  kind: CodeKind;
}

/** What code may be written in; `text` is what a program prints. */
export type CodeLanguage = 'python' | 'typescript' | 'text';

const PARSERS = {
  python,
  typescript: javascript.configure({dialect: 'ts'}),
} as const;

const HIGHLIGHTER = tagHighlighter([
  {
    tag: [
      tags.keyword,
      tags.operatorKeyword,
      tags.controlKeyword,
      tags.moduleKeyword,
      tags.definitionKeyword,
      tags.bool,
      tags.null,
    ],
    class: 'keyword',
  },
  {tag: [tags.comment, tags.meta], class: 'quiet'},
  {tag: [tags.string, tags.special(tags.string)], class: 'string'},
]);

/**
 * Cut code into lines, and lines into pieces of one style.
 *
 * @param code - The code; a line break at its end is left out.
 * @param language - `text` sets nothing apart, e.g. for what a program prints.
 */
export function codeSpans(code: string, language: CodeLanguage): CodeSpan[][] {
  const text = code.replace(/\n$/, '');
  const kinds: CodeKind[] = Array.from({length: text.length}, () => 'plain');
  if (language !== 'text') {
    highlightTree(PARSERS[language].parse(text), HIGHLIGHTER, (from, to, name) =>
      kinds.fill(name as CodeKind, from, to),
    );
  }
  let offset = 0;
  return text.split('\n').map(line => {
    const spans: CodeSpan[] = [];
    for (let i = 0; i < line.length; i++) {
      const kind = kinds[offset + i];
      const last = spans.at(-1);
      if (last?.kind === kind) last.text += line[i];
      else spans.push({text: line[i], kind});
    }
    offset += line.length + 1;
    return spans;
  });
}

/**
 * Cut pieces further, so that whole words which are named come out alone.
 *
 * @param words - Names, e.g. of a model's modules.
 */
export function splitWords(text: string, words: readonly string[]): string[] {
  if (words.length === 0) return [text];
  const names = words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text
    .split(new RegExp(`(?<!\\w)(${names.join('|')})(?!\\w)`))
    .filter(piece => piece !== '');
}
