import {lessonProject} from '../../scenes/lesson/lesson-project.ts';
import paint from './paint?scene';

export default await lessonProject([paint]);
