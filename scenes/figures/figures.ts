import {lessonProject} from '../lesson/lesson-project.ts';
import attention from './attention?scene';
import attribution from './attribution?scene';
import cache from './cache?scene';
import experts from './experts?scene';
import lens from './lens?scene';
import map from './map?scene';
import model from './model?scene';
import neighbours from './neighbours?scene';
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
  cache,
  neighbours,
  map,
  parameters,
  model,
]);
