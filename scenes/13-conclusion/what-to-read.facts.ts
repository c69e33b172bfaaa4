import type {ModuleLine} from 'attention-in-motion/components/module-lines';
import type {ColorRole} from 'attention-in-motion/theme/palette';

import bagOfWords from '../02-bag-of-words/lesson.json';
import wordEmbeddings from '../03-word-embeddings/lesson.json';
import context from '../04-context-and-attention/lesson.json';
import transformers from '../05-transformers/lesson.json';
import tokenizers from '../06-tokenizers/lesson.json';
import architecture from '../07-architecture/lesson.json';
import block from '../08-transformer-block/lesson.json';
import selfAttention from '../09-self-attention/lesson.json';
import modelExample from '../10-model-example/lesson.json';
import experts from '../12-mixture-of-experts/lesson.json';
import type {readModules} from '../10-model-example/print-model.facts.ts';

/** What a beat is about, by the colours of its modules. */
const ABOUT = {
  tokens: ['token'],
  attention: ['attention', 'query', 'key', 'value'],
  feed: ['feedForward', 'router', 'expert'],
  head: ['head'],
} as const satisfies Record<string, readonly ColorRole[]>;

/** Numbers of the lessons that beats name. */
const LESSONS = {
  bags: bagOfWords.number,
  words: wordEmbeddings.number,
  context: context.number,
  transformers: transformers.number,
  tokenizers: tokenizers.number,
  stages: architecture.number,
  block: block.number,
  attention: selfAttention.number,
  gate: modelExample.number,
  experts: experts.number,
};

/** The model of lesson 10, part by part. */
export function readParts(
  {facts}: Pick<ReturnType<typeof readModules>, 'facts'>,
  lines: readonly ModuleLine[],
) {
  /** Indices of the lines that a beat is about. */
  const about = (beat: keyof typeof ABOUT): number[] => {
    const roles: readonly (ColorRole | null)[] = ABOUT[beat];
    return [...lines.keys()].filter(index => roles.includes(lines[index].role));
  };
  return {
    about,
    hasHead: about('head').length > 0,
    hasExperts: lines.some(({role}) => role === 'expert'),
    facts: {
      model: facts.model,
      layers: facts.times,
      total: facts.total,
      lessons: LESSONS,
    },
  };
}
