import {didYouMean} from '../foundations/did-you-mean.ts';
import {UserError} from '../foundations/user-error.ts';

/** Something that can be measured; it prints medians and ratios to its baseline. */
interface Bench {
  /** One line for the help. */
  about: string;
  run(): Promise<void>;
}

/** By their names, in the order in which they run. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  'render-course': {
    about: "A scene of the course, beside Motion Canvas's own exporter",
    run: async () => (await import('./render.ts')).benchCourse(),
  },
  'render-nodes': {
    about: 'A plain project of many nodes, likewise',
    run: async () => (await import('./render.ts')).benchNodes(),
  },
  encode: {
    about: 'Size, quality and time of draft and final videos of the same frames',
    run: async () => (await import('./encode.ts')).benchEncode(),
  },
  paint: {
    about: 'Components at their largest size, and every page of the gallery',
    run: async () => (await import('./paint.ts')).benchPaint(),
  },
  author: {
    about: 'A still and a lint, as an author waits for them, with and without a change',
    run: async () => (await import('./author.ts')).benchAuthor(),
  },
  capture: {
    about: 'A model with and without the outputs that captures need',
    run: async () => (await import('./capture.ts')).benchCapture(),
  },
};

/** What the help says. */
export const HELP = `Usage:
  $ npm run bench [-- <bench...>]

Without a name, all of them run. "render" stands for both that begin so.

Benches:
${Object.entries(BENCHES)
  .map(([name, {about}]) => `  ${name.padEnd(14)} ${about}`)
  .join('\n')}
`;

/**
 * The benches that a command line names, or `null` where it asks for help. Pure.
 *
 * @throws UserError for a name that none has.
 */
export function benchesNamed(argv: readonly string[]): string[] | null {
  if (argv.some(word => ['help', '--help', '-h'].includes(word))) return null;
  const all = Object.keys(BENCHES);
  const names = argv.flatMap(name =>
    name === 'render' ? all.filter(one => one.startsWith('render-')) : [name],
  );
  const unknown = names.find(name => !all.includes(name));
  if (unknown === undefined) return names.length > 0 ? [...new Set(names)] : all;
  throw new UserError(
    'bench',
    `There is no benchmark "${unknown}".${didYouMean(unknown, all)}`,
    `There are ${all.join(', ')}.`,
  );
}
