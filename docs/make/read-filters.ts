import {Node} from 'ts-morph';

import {FILTERS} from '../../scenes/script/filters.ts';
import type {Sources} from './open-sources.ts';
import {markdown} from './read-doc.ts';

/** A filter of captions. */
export interface FilterDoc {
  name: string;
  text: string;
  takes: string;
  /** A value, and what the filter writes for it. */
  sample: string;
  written: string;
}

export function readFilters(sources: Sources): FilterDoc[] {
  const said = textsOf(sources);
  return Object.entries(FILTERS).map(([name, {takes, sample, write}]) => ({
    name,
    text: said.get(name) ?? '',
    takes: takes === 'number' ? 'a number' : 'text',
    sample: typeof sample === 'number' ? String(sample) : JSON.stringify(sample),
    written: write(sample) ?? '',
  }));
}

/** Comments before the entries of the table; an entry is no declaration to TypeScript. */
function textsOf(sources: Sources): Map<string, string> {
  const entries = sources
    .file('scenes/script/filters.ts')
    .getVariableDeclarationOrThrow('FILTERS')
    .getInitializerOrThrow()
    .getDescendants()
    .filter(Node.isPropertyAssignment);
  return new Map(
    entries.map(entry => [
      entry.getName(),
      markdown(
        entry
          .getLeadingCommentRanges()
          .map(range => range.getText().replace(/^\/\*\*|\*\/$|^\s*\* ?/gm, ''))
          .join(' '),
      ),
    ]),
  );
}
