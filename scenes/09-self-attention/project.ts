import {lessonProject} from '../lesson/lesson-project.ts';
import whatIsIt from './what-is-it?scene';

export default await lessonProject([whatIsIt]);
