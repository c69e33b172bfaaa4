import {lessonProject} from '../lesson/lesson-project.ts';
import bagToVector from './bag-to-vector?scene';

export default await lessonProject([bagToVector]);
