import {lessonProject} from '../lesson/lesson-project.ts';
import lmHead from './lm-head?scene';
import oneTokenAtATime from './one-token-at-a-time?scene';

export default await lessonProject([oneTokenAtATime, lmHead]);
