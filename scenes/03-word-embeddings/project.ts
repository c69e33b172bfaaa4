import {lessonProject} from '../lesson/lesson-project.ts';
import neighbourDataset from './neighbour-dataset?scene';

export default await lessonProject([neighbourDataset]);
