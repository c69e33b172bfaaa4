import {lessonProject} from '../lesson/lesson-project.ts';
import attention from './attention?scene';
import attribution from './attribution?scene';
import experts from './experts?scene';
import lens from './lens?scene';
import model from './model?scene';
import neurons from './neurons?scene';
import nextToken from './next-token?scene';
import parameters from './parameters?scene';
import residual from './residual?scene';
import tokens from './tokens?scene';

export default await lessonProject([
  tokens,
  attention,
  nextToken,
  lens,
  attribution,
  residual,
  neurons,
  experts,
  parameters,
  model,
]);
