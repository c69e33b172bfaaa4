import {lessonProject} from '../lesson/lesson-project.ts';
import lmHead from './lm-head?scene';

export default await lessonProject([lmHead]);
