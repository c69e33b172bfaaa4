import {lessonProject} from 'attention-in-motion/lesson/lesson-project';

import causalMask from './causal-mask?scene';
import combineValues from './combine-values?scene';
import makeQkv from './make-qkv?scene';
import manyHeads from './many-heads?scene';
import relevanceScoring from './relevance-scoring?scene';
import whatIsIt from './what-is-it?scene';

export default await lessonProject([
  whatIsIt,
  makeQkv,
  relevanceScoring,
  combineValues,
  causalMask,
  manyHeads,
]);
