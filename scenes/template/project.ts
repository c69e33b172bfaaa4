import {lessonProject} from 'attention-in-motion/lesson/lesson-project';

import scene from './scene?scene';

export default await lessonProject([scene]);
