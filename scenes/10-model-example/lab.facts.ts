import type {CapturedListings} from 'attention-in-motion/captured/listings';
import {drawable} from 'attention-in-motion/script/drawable';

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
