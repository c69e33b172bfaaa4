import type {CapturedListings} from 'attention-in-motion/captured/listings';

/** The programs, each with what it printed, and how long they are. */
export function readLibraries({programs, source}: CapturedListings) {
  const [pipeline, tokens, logits, inside] = programs;
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
