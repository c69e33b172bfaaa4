import {lessonProject} from 'attention-in-motion/lesson/lesson-project';

import attentionArcs from './attention-arcs?scene';
import codePanel from './code-panel?scene';
import expertBank from './expert-bank?scene';
import expertBins from './expert-bins?scene';
import headGrid from './head-grid?scene';
import headGroups from './head-groups?scene';
import kvShelf from './kv-shelf?scene';
import maskGrid from './mask-grid?scene';
import matrixGrid from './matrix-grid?scene';
import moduleTree from './module-tree?scene';
import notes from './notes?scene';
import parameterBlocks from './parameter-blocks?scene';
import pieces from './pieces?scene';
import points from './points?scene';
import projection from './projection?scene';
import provenanceStamp from './provenance-stamp?scene';
import ropeDials from './rope-dials?scene';
import routeGrid from './route-grid?scene';
import routerFan from './router-fan?scene';
import rows from './rows?scene';
import rowsAtWork from './rows-at-work?scene';
import stack from './stack?scene';
import stopwatch from './stopwatch?scene';
import tileSweep from './tile-sweep?scene';
import tokenStrip from './token-strip?scene';
import vectorRow from './vector-row?scene';

export default await lessonProject([
  attentionArcs,
  codePanel,
  expertBank,
  expertBins,
  headGrid,
  headGroups,
  kvShelf,
  maskGrid,
  matrixGrid,
  moduleTree,
  notes,
  parameterBlocks,
  pieces,
  points,
  projection,
  provenanceStamp,
  ropeDials,
  routeGrid,
  routerFan,
  rows,
  rowsAtWork,
  stack,
  stopwatch,
  tileSweep,
  tokenStrip,
  vectorRow,
]);
