import {lessonProject} from 'attention-in-motion/lesson/lesson-project';

import bpeEncoding from './bpe-encoding?scene';
import bpeTraining from './bpe-training?scene';
import fourGranularities from './four-granularities?scene';
import roundTrip from './round-trip?scene';
import tokenizerRace from './tokenizer-race?scene';
import vocabularyTradeOff from './vocabulary-trade-off?scene';

export default await lessonProject([
  roundTrip,
  fourGranularities,
  tokenizerRace,
  bpeTraining,
  bpeEncoding,
  vocabularyTradeOff,
]);
