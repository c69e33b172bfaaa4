import type {CapturedListings} from 'attention-in-motion/captured/listings';
import {drawable} from 'attention-in-motion/script/drawable';

/** The programs, each with what it printed, and how long they are. */
export function readLibraries({programs, source}: CapturedListings) {
  const [pipeline, tokens, logits, inside] = programs.map(own => ({
    ...own,
    printed: drawable(own.printed),
  }));
  const [, shape] = /logits (\[.*\])/.exec(logits.printed) ?? [];
  return {
    pipeline,
    tokens,
    logits,
    inside,
    source,
    facts: {
      model: source.model ?? '',
      lines: pipeline.code.trimEnd().split('\n').length,
      shape,
    },
  };
}
