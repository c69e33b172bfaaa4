import {lessonProject} from 'attention-in-motion/lesson/lesson-project';

import gate from './gate?scene';
import lab from './lab?scene';
import libraries from './libraries?scene';
import printModel from './print-model?scene';
import shapesWalk from './shapes-walk?scene';
import whereParameters from './where-parameters?scene';

export default await lessonProject([
  printModel,
  shapesWalk,
  lab,
  libraries,
  whereParameters,
  gate,
]);
