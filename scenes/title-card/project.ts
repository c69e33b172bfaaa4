import {lessonProject} from '../lesson/lesson-project.ts';
import titleCard from './title-card?scene';

export default await lessonProject([titleCard]);
