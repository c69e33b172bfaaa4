import {lessonProject} from 'attention-in-motion/lesson/lesson-project';

import expandFireContract from './expand-fire-contract?scene';
import neuronsToAnswer from './neurons-to-answer?scene';
import whoWroteIt from './who-wrote-it?scene';
import whenDoesItKnow from './when-does-it-know?scene';

export default await lessonProject([
  expandFireContract,
  neuronsToAnswer,
  whoWroteIt,
  whenDoesItKnow,
]);
