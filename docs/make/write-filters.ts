import {code, table} from './markdown.ts';
import type {Page} from './page.ts';

/** The filters of captions. */
export const writeFilters = ({filters}: Page): string[] => [
  '## Caption filters',
  '',
  'In captions, titles and words `{{path}}` writes a value that the scene passes to `useLesson`, and `{{path | filter}}` writes it in a way of its own: `{{top[0].probability | percent}}`. Without a filter text is written as it is, and a number as `number` does. A name or a filter that is not there is an error that says what was most likely meant.',
  '',
  ...table(
    ['filter', 'takes', 'value', 'is written', ''],
    filters.map(({name, takes, sample, written, text}) => [
      code(name),
      takes,
      code(sample),
      code(written),
      text,
    ]),
  ),
];
