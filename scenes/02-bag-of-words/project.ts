import {lessonProject} from 'attention-in-motion/lesson/lesson-project';

import bagToVector from './bag-to-vector?scene';

export default await lessonProject([bagToVector]);
