import {lessonProject} from 'attention-in-motion/lesson/lesson-project';

import whatToRead from './what-to-read?scene';

export default await lessonProject([whatToRead]);
