import type {LessonInfo} from 'attention-in-motion/script/script';
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
import improvements from '../11-recent-improvements/lesson.json';
import experts from '../12-mixture-of-experts/lesson.json';

/** A lesson on the map: its number and name, and the colour of what it is about. */
export interface MappedLesson extends Pick<LessonInfo, 'title'> {
  number: number;
  role: ColorRole;
}

/** The lessons between introduction and conclusion, in order. */
export const LESSONS: readonly MappedLesson[] = [
  bagOfWords,
  wordEmbeddings,
  context,
  transformers,
  tokenizers,
  architecture,
  block,
  selfAttention,
  modelExample,
  improvements,
  experts,
].map(({role, ...lesson}) => ({...lesson, role: role as ColorRole}));
