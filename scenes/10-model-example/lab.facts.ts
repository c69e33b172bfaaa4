import type {CapturedListings} from 'attention-in-motion/captured/listings';

/** Broken characters and such that have no picture, as a model may write them. */
const UNDRAWN = /[\uFFFD\p{Mn}\p{Me}\p{Cf}]|(?!\n)\p{Cc}/gu;

/** What a program printed, as it can be drawn. */
export const drawable = (printed: string): string => printed.replace(UNDRAWN, '?');

/** The programs of the lab with what they printed. */
export function readLab({programs, source}: CapturedListings) {
  const [generate, head] = programs.map(own => ({
    ...own,
    printed: drawable(own.printed),
  }));
  const [best] = head.printed.split('\n');
  return {
    generate,
    head,
    source,
    facts: {
      model: source.model ?? '',
      lines: generate.code.trimEnd().split('\n').length,
      best: best.trim().split(/\s+/)[0],
    },
  };
}
