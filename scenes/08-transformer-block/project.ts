import {lessonProject} from '../lesson/lesson-project.ts';
import whoWroteIt from './who-wrote-it?scene';
import whenDoesItKnow from './when-does-it-know?scene';

export default await lessonProject([whoWroteIt, whenDoesItKnow]);
