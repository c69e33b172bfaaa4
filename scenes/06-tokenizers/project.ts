import {lessonProject} from '../lesson/lesson-project.ts';
import roundTrip from './round-trip?scene';

export default await lessonProject([roundTrip]);
