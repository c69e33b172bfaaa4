import {lessonProject} from 'attention-in-motion/lesson';
import scene from './scene?scene';

export default await lessonProject([scene]);
