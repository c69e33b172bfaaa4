import {lessonProject} from 'attention-in-motion/lesson/lesson-project';

import oneWordManyVectors from './one-word-many-vectors?scene';
import encoderDecoder from './encoder-decoder?scene';

export default await lessonProject([oneWordManyVectors, encoderDecoder]);
