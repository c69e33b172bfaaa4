import {lessonProject} from '../lesson/lesson-project.ts';
import oneWordManyVectors from './one-word-many-vectors?scene';
import encoderDecoder from './encoder-decoder?scene';

export default await lessonProject([oneWordManyVectors, encoderDecoder]);
