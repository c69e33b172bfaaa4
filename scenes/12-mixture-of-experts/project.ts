import {lessonProject} from 'attention-in-motion/lesson/lesson-project';

import oneFfnBecomesMany from './one-ffn-becomes-many?scene';
import tokenMeetsRouter from './token-meets-router?scene';
import routeThroughLayers from './route-through-layers?scene';
import whoUsesWhichExpert from './who-uses-which-expert?scene';
import balanceAndCapacity from './balance-and-capacity?scene';
import totalVsActive from './total-vs-active?scene';
import sharedAndRouted from './shared-and-routed?scene';

export default await lessonProject([
  oneFfnBecomesMany,
  tokenMeetsRouter,
  routeThroughLayers,
  whoUsesWhichExpert,
  balanceAndCapacity,
  totalVsActive,
  sharedAndRouted,
]);
