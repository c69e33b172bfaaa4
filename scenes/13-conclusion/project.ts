import {lessonProject} from '../lesson/lesson-project.ts';
import whatToRead from './what-to-read?scene';

export default await lessonProject([whatToRead]);
