import {lessonProject} from '../lesson/lesson-project.ts';
import mapOfTheCourse from './map-of-the-course?scene';

export default await lessonProject([mapOfTheCourse]);
