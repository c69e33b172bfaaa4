import type {readLoop} from '../07-architecture/one-token-at-a-time.facts.ts';
import type {readLens} from '../08-transformer-block/when-does-it-know.facts.ts';
import type {readHeads} from '../09-self-attention/what-is-it.facts.ts';
import {LESSONS} from './lessons.ts';

/** What other lessons tell, for those who have not seen them yet. */
export function readCourse(
  heads: ReturnType<typeof readHeads>,
  lens: ReturnType<typeof readLens>,
  loop: ReturnType<typeof readLoop>,
) {
  const {query, antecedent, count} = heads.facts;
  return {
    knows: lens.knows !== null,
    facts: {
      query,
      count,
      heads: heads.facts.heads,
      seen: antecedent,
      answer: lens.facts.answer,
      layers: lens.facts.layers,
      share: lens.facts.end.share,
      written: loop.facts.written,
      steps: loop.facts.steps,
      lessons: LESSONS.length,
      first: LESSONS[0].number,
    },
  };
}
