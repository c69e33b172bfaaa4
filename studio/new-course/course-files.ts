/** What a new course is made of, besides its lesson and its model. */
export interface NewCourse {
  /** Name of its folder. */
  name: string;
  /** The role of its decoder, as `course.config.ts` says it. */
  decoder: object;
  /** Versions of what it depends on, by package. */
  dependencies: Readonly<Record<string, string>>;
  /** The same of what its tests need. */
  devDependencies: Readonly<Record<string, string>>;
}

/** Where the first scene goes. */
export const FIRST = {lesson: '01-first-lesson', scene: 'first-scene'} as const;

/** Commands that are scripts as well: messages name them so. */
const COMMANDS = ['setup', 'doctor', 'scenes', 'extract', 'status', 'render', 'still'];

/**
 * The files of a new course that are no lesson, by their path in it. Pure.
 *
 * @returns Texts as they are written.
 */
export const courseFiles = ({
  name,
  decoder,
  dependencies,
  devDependencies,
}: NewCourse): Record<string, string> => ({
  'course.config.ts': `import {defineCourse} from 'attention-in-motion/course';

export default defineCourse({
  roles: {
    decoder: ${literal(decoder)},
  },
  locales: ['en', 'ko'],
  theme: 'light',
  video: {width: 1920, height: 1080, fps: 60},
});
`,
  'package.json': json({
    name: packageName(name),
    version: '0.1.0',
    private: true,
    type: 'module',
    scripts: {
      aim: 'aim',
      ...Object.fromEntries(COMMANDS.map(command => [command, `aim ${command}`])),
      lint: 'aim lint',
      start: 'aim edit',
      test: 'tsc && vitest run && aim lint',
    },
    dependencies,
    devDependencies,
  }),
  'tsconfig.json': json({
    extends: 'attention-in-motion/tsconfig.json',
    include: ['course.config.ts', 'scenes', 'tests'],
  }),
  '.gitignore': 'node_modules\nrenders/\n.cache/\n',
  '.npmrc': 'ignore-scripts=true\n',
  'README.md': readme(name),
  [`tests/${FIRST.scene}.test.ts`]: TEST,
});

/** An object on one line, as formatters write it. */
const literal = (value: object): string =>
  `{${Object.entries(value)
    .map(([key, part]) => `${key}: '${String(part).replace(/['\\]/g, '\\$&')}'`)
    .join(', ')}}`;

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** A name that npm takes. */
const packageName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'course';

const readme = (name: string): string => `# ${name}

A course made with Attention in Motion. Every number in its pictures is captured from the model that \`course.config.ts\` names.

    npm install        # what it is made with
    npm run setup      # finds or installs a browser and ffmpeg
    npm start          # the editor
    npm run render     # videos, into renders/
    npm test           # types, tests, and the lint of every cue

\`npm run aim -- new scene 01 my-scene\` adds a scene, \`npm run aim -- --help\` lists what else there is.
`;

const TEST = `import {openCapture} from 'attention-in-motion/captured';
import {capturedFiles, captionsOf} from 'attention-in-motion/testing';
import {expect, test} from 'vitest';

import declaration from '../scenes/${FIRST.lesson}/${FIRST.scene}.capture.ts';
import {readScene} from '../scenes/${FIRST.lesson}/${FIRST.scene}.facts.ts';

const id = '${FIRST.lesson}/${FIRST.scene}';
const {row, query, facts} = readScene(openCapture(declaration, await capturedFiles(id)));

test('what a token reads makes up one whole', () => {
  expect(row.data.length).toBe(query + 1);
  expect(row.data.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 3);
});

test('the head that was chosen looks at the token before more than at others', () => {
  expect(Math.max(...row.data)).toBe(facts.before.share);
});

test('every caption can be said of the capture, in each language', async () => {
  const captions = await captionsOf(id, facts);
  expect(Object.keys(captions)).toEqual(['en', 'ko']);
  expect(captions.ko.length).toBe(captions.en.length);
});
`;
