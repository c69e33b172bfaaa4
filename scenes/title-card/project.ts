import {lessonProject} from 'attention-in-motion/lesson/lesson-project';

import titleCard from './title-card?scene';

export default await lessonProject([titleCard]);
