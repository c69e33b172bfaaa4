import {lessonProject} from '../lesson/lesson-project.ts';
import scene from './scene?scene';

export default await lessonProject([scene]);
