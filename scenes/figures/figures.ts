import {lessonProject} from '../lesson/lesson-project.ts';
import attention from './attention?scene';
import attribution from './attribution?scene';
import lens from './lens?scene';
import nextToken from './next-token?scene';
import tokens from './tokens?scene';

export default await lessonProject([tokens, attention, nextToken, lens, attribution]);
