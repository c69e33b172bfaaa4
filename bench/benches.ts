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
  farm: {
    about: 'Workers of a farm on this machine, and the course on many, by simulation',
    run: async () => (await import('./farm.ts')).benchFarm(),
  },
  author: {
    about: 'A still and a lint, as an author waits for them, with and without a change',
    run: async () => (await import('./author.ts')).benchAuthor(),
  },
  'capture-runs': {
    about: 'Runs of a model with and without the outputs that captures need',
    run: async () => (await import('./capture.ts')).benchCapture(),
  },
  'capture-small': {
    about:
      'Whole captures with 27 M parameters, beside loading and running the model once',
    run: async () => (await import('./whole-capture.ts')).benchWholeCaptures('small'),
  },
  'capture-large': {
    about: 'The same with 163 M: GPT-2 small, its head stored apart',
    run: async () => (await import('./whole-capture.ts')).benchWholeCaptures('large'),
  },
  'capture-list': {
    about: 'A list of 100 texts, beside as many runs of the plain model',
    run: async () => (await import('./whole-capture.ts')).benchList(),
  },
  'figures-long': {
    about: 'Figures of 512 and 2,000 tokens, beside loading and running the model once',
    run: async () => (await import('./figures/long-texts.ts')).benchLongFigures(),
  },
};

/** What the help says. */
export const HELP = `Usage:
  $ npm run bench [-- <bench...>]

Without a name, all of them run. "render" and "capture" stand for all that begin so.

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
    ['render', 'capture'].includes(name)
      ? all.filter(one => one.startsWith(`${name}-`))
      : [name],
  );
  const unknown = names.find(name => !all.includes(name));
  if (unknown === undefined) return names.length > 0 ? [...new Set(names)] : all;
  throw new UserError(
    'bench',
    `There is no benchmark "${unknown}".${didYouMean(unknown, all)}`,
    `There are ${all.join(', ')}.`,
  );
}
