/**
 * Files of the project that tests have in common, by what they are about: of a lesson, its
 * pictures, which are scenes, scripts, timing and golden pictures, and its values, which are
 * what it asks of models, its captures and what it takes of them.
 */
export type Part =
  | 'tool'
  | `pictures of ${string}`
  | `values of ${string}`
  | 'gallery'
  | 'pages'
  | 'bench';

const PARTS: readonly [RegExp, (lesson: string) => Part][] = [
  [/^assets\/captures\/(\d\d)-/, lesson => `values of ${lesson}`],
  [/^scenes\/(\d\d)-.*(?:(?<!\/project)\.ts|\.json)$/, lesson => `values of ${lesson}`],
  [/^(?:scenes|tests\/golden\/scenes)\/(\d\d)-/, lesson => `pictures of ${lesson}`],
  [/^(?:scenes|assets\/captures|tests\/golden)\/gallery\//, () => 'gallery'],
  [/^[^/]+\.md$|^docs\//, () => 'pages'],
  [/^bench\//, () => 'bench'],
];

const TEST = /^tests\/.*\.test\.ts$/;

const values = (...lessons: string[]): Part[] =>
  lessons.map(lesson => `values of ${lesson}` as const);
const pictures = (...lessons: string[]): Part[] =>
  lessons.map(lesson => `pictures of ${lesson}` as const);
const whole = (...lessons: string[]): Part[] => [
  ...values(...lessons),
  ...pictures(...lessons),
];

/**
 * What tests read that work with the tool, with courses of their own, and with no more than
 * some lessons: nothing else changes what they find. All others may read everything.
 */
export const READ: readonly [RegExp, readonly Part[]][] = [
  [
    /^tests\/studio\/(?:command-line|compare|farm|figure|freshness|narration|new-scene|setup|stage|status|vector)\//,
    ['tool'],
  ],
  [/^tests\/studio\/render\/metadata\./, ['tool', ...whole('03')]],
  [/^tests\/studio\/render\//, ['tool']],
  [
    /^tests\/studio\/(?:editor\/live|editor\/narration|foreign-files|lint\/lint|try-model)\.browser\.test\.ts$/,
    ['tool'],
  ],
  [/^tests\/studio\/editor\/editor\./, ['tool', ...whole('09')]],
  [/^tests\/studio\/editor\/front-page\./, ['tool', ...whole('02', '09')]],
  [
    /^tests\/(?:golden|studio\/lint)\/gallery\./,
    ['tool', 'gallery', ...values('03', '06', '07', '09', '11')],
  ],
  [/^tests\/scenes\/03-[^/]+\/other-texts\./, ['tool', ...whole('02', '03')]],
  [/^tests\/scenes\/06-[^/]+\/other-texts\./, ['tool', ...whole('06')]],
  [
    /^tests\/scenes\/other-models\//,
    [
      'tool',
      'gallery',
      ...values('all'),
      ...pictures('04', '05', '07', '08', '10', '11', '12'),
    ],
  ],
  [/^tests\/pack\//, ['tool', 'pages', ...whole('02', '06')]],
  [/^tests\/docs\//, ['tool', 'pages']],
  [/^tests\/data-extract\//, ['tool', 'pages', 'gallery', ...values('all')]],
];

/** What a file is part of; `null` for a file of tests, which concerns no other one. */
export function partOf(file: string): Part | null {
  if (TEST.test(file)) return null;
  for (const [path, part] of PARTS) {
    const match = path.exec(file);
    if (match) return part(match[1]);
  }
  return 'tool';
}

/** Parts that tests may read. */
export type Read = readonly Part[] | 'all';

export const readBy = (tests: string): Read =>
  READ.find(([path]) => path.test(tests))?.[1] ?? 'all';

/** Whether a file that is part of something may change what tests find that read so much. */
export const concerns = (part: Part | null, read: Read): boolean =>
  part !== null &&
  (read === 'all' ||
    read.includes(part) ||
    (part.startsWith('values of ') && read.includes('values of all')));

/** Whether tests start browsers or whole commands, or run models. */
export const isSlow = (file: string): boolean =>
  /\.(?:browser|model)\.test\.ts$/.test(file);

export const isTest = (file: string): boolean => TEST.test(file);
