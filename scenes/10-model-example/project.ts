import {lessonProject} from '../lesson/lesson-project.ts';
import printModel from './print-model?scene';

export default await lessonProject([printModel]);
