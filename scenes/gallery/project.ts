import {lessonProject} from '../lesson/lesson-project.ts';
import kvShelf from './kv-shelf?scene';

export default await lessonProject([kvShelf]);
