import {anchor} from './markdown.ts';
import type {Page} from './page.ts';
import {writeCaptured} from './write-captured.ts';
import {CATEGORIES, writeComponents} from './write-components.ts';
import {writeFilters} from './write-filters.ts';

const HEAD = `<!-- Made by \`npm run docs\` of the sources' docstrings and types; change those. -->

# Components, captured fields, caption filters

What scenes are made of. Each component is one file in \`scenes/components/\`, imported as \`attention-in-motion/components/Bars\`, and stands in a scene of \`scenes/gallery/\`, which shows every state it can be in; the pictures are the gallery's golden ones, which \`npm run aim -- edit gallery\` plays (\`?theme=dark\` in dark colours, \`?locale=ko\` in Korean).

A component is a node that paints its whole picture from arrays: it takes what every [node of Motion Canvas](https://motioncanvas.io/api/2d/components/NodeProps) takes (\`opacity\`, \`position\`, \`scale\`, ...) and the properties below. Those in *italics* are signals, which move (\`yield* arcs.grown(1, 0.6)\`); those in **bold** are moved by a [motion verb](../CONTRIBUTING.md#add-a-component). Values arrive as [\`Tensor\`](#tensor)s or as captured results, with their sources, which the provenance stamp of the frame shows. What a picture leaves out (numbers of long vectors, layers of deep models, experts of wide ones) it says in figures.

Lengths are in pixels (px) of a frame of 1920 × 1080 from its top left corner, also where a video is larger or smaller; axes of tensors stand in brackets.
`;

const SECTIONS = [
  ...CATEGORIES,
  'Captured fields',
  'Captured texts',
  'Caption filters',
  'Types',
];

/** The page as Markdown. */
export function writePage(page: Page): string {
  const lines = [
    HEAD,
    `${SECTIONS.map(name => `[${name}](#${anchor(name)})`).join(' · ')}`,
    '',
    ...writeComponents(page),
    ...writeCaptured(page),
    ...writeFilters(page),
    '## Types',
    '',
    ...page.types.flatMap(({name, file, definition}) => [
      `### ${name}`,
      '',
      `[${file}](../${file})`,
      '',
      '```ts',
      definition,
      '```',
      '',
    ]),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}
