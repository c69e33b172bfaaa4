import {lessonProject} from 'attention-in-motion/lesson/lesson-project';

import mapOfTheCourse from './map-of-the-course?scene';

export default await lessonProject([mapOfTheCourse]);
