import {lessonProject} from '../lesson/lesson-project.ts';
import sharedHeads from './shared-heads?scene';

export default await lessonProject([sharedHeads]);
