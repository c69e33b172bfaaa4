/** Files of the project that tests have in common, by what they are about. */
export type Part = 'tool' | 'lessons' | 'gallery' | 'pages' | 'bench';

const PARTS: readonly [RegExp, Part][] = [
  [/^(?:scenes|assets\/captures|tests\/golden\/scenes)\/\d\d-/, 'lessons'],
  [/^(?:scenes|assets\/captures|tests\/golden)\/gallery\//, 'gallery'],
  [/^[^/]+\.md$|^docs\//, 'pages'],
  [/^bench\//, 'bench'],
];

const TEST = /^tests\/.*\.test\.ts$/;

/**
 * Tests that work with the tool and with courses of their own: nothing in the lessons of
 * this project changes what they find. All others may read everything.
 */
const OF_TOOL: readonly [RegExp, readonly Part[]][] = [
  [
    /^tests\/studio\/(?:compare|farm|figure|narration|new-scene|setup|stage|status|vector)\//,
    ['tool'],
  ],
  [/^tests\/studio\/render\/(?!metadata\.)/, ['tool']],
  [
    /^tests\/studio\/(?:editor\/live|editor\/narration|foreign-files|lint\/lint|try-model)\.browser\.test\.ts$/,
    ['tool'],
  ],
  [/^tests\/docs\//, ['tool', 'pages']],
];

/** What a file is part of; `null` for a file of tests, which concerns no other one. */
export const partOf = (file: string): Part | null =>
  TEST.test(file) ? null : (PARTS.find(([path]) => path.test(file))?.[1] ?? 'tool');

/** Whether another file than the tests' own one may change what they find. */
export function mayRead(tests: string, file: string): boolean {
  const part = partOf(file);
  if (part === null) return false;
  const read = OF_TOOL.find(([path]) => path.test(tests))?.[1];
  return read === undefined || read.includes(part);
}

/** Whether tests start browsers or whole commands. */
export const isSlow = (file: string): boolean => file.endsWith('.browser.test.ts');

export const isTest = (file: string): boolean => TEST.test(file);
