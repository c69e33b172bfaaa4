import {lessonProject} from '../lesson/lesson-project.ts';
import fillTheBlank from './fill-the-blank?scene';

export default await lessonProject([fillTheBlank]);
