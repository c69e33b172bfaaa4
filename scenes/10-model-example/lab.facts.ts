import type {CapturedListings} from 'attention-in-motion/captured/listings';

/** The programs of the lab with what they printed. */
export function readLab({programs, source}: CapturedListings) {
  const [generate, head] = programs;
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
