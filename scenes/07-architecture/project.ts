import {lessonProject} from 'attention-in-motion/lesson/lesson-project';

import cacheBytes from './cache-bytes?scene';
import decodingStrategies from './decoding-strategies?scene';
import lmHead from './lm-head?scene';
import oneTokenAtATime from './one-token-at-a-time?scene';
import openTheBox from './open-the-box?scene';
import parallelTracks from './parallel-tracks?scene';
import shelfFills from './shelf-fills?scene';
import stopwatchRace from './stopwatch-race?scene';
import withAndWithoutCache from './with-and-without-cache?scene';

export default await lessonProject([
  oneTokenAtATime,
  openTheBox,
  parallelTracks,
  lmHead,
  decodingStrategies,
  withAndWithoutCache,
  shelfFills,
  stopwatchRace,
  cacheBytes,
]);
