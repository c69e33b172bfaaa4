import type {CapturedListings} from 'attention-in-motion/captured/listings';

import {drawablePrograms} from './drawable-programs.ts';

/** The programs of the lab with what they printed. */
export function readLab(listings: CapturedListings) {
  const [generate, head] = drawablePrograms(listings);
  const {source} = listings;
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
