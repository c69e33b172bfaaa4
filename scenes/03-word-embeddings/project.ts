import {lessonProject} from 'attention-in-motion/lesson/lesson-project';

import colourRows from './colour-rows?scene';
import mapOfMeaning from './map-of-meaning?scene';
import neighbourDataset from './neighbour-dataset?scene';
import word2vecLearns from './word2vec-learns?scene';

export default await lessonProject([
  neighbourDataset,
  word2vecLearns,
  colourRows,
  mapOfMeaning,
]);
