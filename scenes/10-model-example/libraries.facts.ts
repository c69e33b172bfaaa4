import type {CapturedListings} from 'attention-in-motion/captured/listings';

import {drawablePrograms} from './drawable-programs.ts';

/** The programs, each with what it printed, and how long they are. */
export function readLibraries(listings: CapturedListings) {
  const [pipeline, tokens, logits, inside] = drawablePrograms(listings);
  const {source} = listings;
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
