import {lessonProject} from 'attention-in-motion/lesson/lesson-project';

import fillTheBlank from './fill-the-blank?scene';

export default await lessonProject([fillTheBlank]);
