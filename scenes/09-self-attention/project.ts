import {lessonProject} from '../lesson/lesson-project.ts';
import causalMask from './causal-mask?scene';
import manyHeads from './many-heads?scene';
import whatIsIt from './what-is-it?scene';

export default await lessonProject([whatIsIt, causalMask, manyHeads]);
