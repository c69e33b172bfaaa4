import {lessonProject} from 'attention-in-motion/lesson/lesson-project';

import blockSince2017 from './block-since-2017?scene';
import documentPacking from './document-packing?scene';
import flashTiles from './flash-tiles?scene';
import localMasks from './local-masks?scene';
import papersTable from './papers-table?scene';
import rotaryPositions from './rotary-positions?scene';
import sharedHeads from './shared-heads?scene';
import twoNorms from './two-norms?scene';

export default await lessonProject([
  blockSince2017,
  twoNorms,
  rotaryPositions,
  sharedHeads,
  flashTiles,
  localMasks,
  documentPacking,
  papersTable,
]);
