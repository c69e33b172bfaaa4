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
    /** What of the program feeds the model and runs it. */
    run: partFrom(logits.code, 'for ('),
    inside,
    source,
    facts: {
      model: source.model ?? '',
      lines: pipeline.code.trimEnd().split('\n').length,
      shape,
    },
  };
}

/** What of a program begins with a line, and the number of that line. */
function partFrom(code: string, begins: string): {code: string; first: number} {
  const lines = code.split('\n');
  const at = lines.findIndex(line => line.startsWith(begins));
  if (at < 0) throw new Error(`No line of the program begins with ${begins}`);
  return {code: lines.slice(at).join('\n'), first: at + 1};
}
