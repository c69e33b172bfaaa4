import {lessonProject} from '../lesson/lesson-project.ts';
import bpeTraining from './bpe-training?scene';
import bpeWord from './bpe-word?scene';
import codePanel from './code-panel?scene';
import cutRows from './cut-rows?scene';
import embeddingTable from './embedding-table?scene';
import expertBank from './expert-bank?scene';
import expertBins from './expert-bins?scene';
import kvShelf from './kv-shelf?scene';
import maskGrid from './mask-grid?scene';
import moduleTree from './module-tree?scene';
import parameterBlocks from './parameter-blocks?scene';
import provenanceStamp from './provenance-stamp?scene';
import ropeDials from './rope-dials?scene';
import routeGrid from './route-grid?scene';
import routerFan from './router-fan?scene';
import stack from './stack?scene';
import stopwatch from './stopwatch?scene';
import tileSweep from './tile-sweep?scene';
import tokenStrip from './token-strip?scene';
import tokenizerRows from './tokenizer-rows?scene';
import tradeOff from './trade-off?scene';
import wordBag from './word-bag?scene';

export default await lessonProject([
  bpeTraining,
  bpeWord,
  codePanel,
  cutRows,
  embeddingTable,
  expertBank,
  expertBins,
  kvShelf,
  maskGrid,
  moduleTree,
  parameterBlocks,
  provenanceStamp,
  ropeDials,
  routeGrid,
  routerFan,
  stack,
  stopwatch,
  tileSweep,
  tokenStrip,
  tokenizerRows,
  tradeOff,
  wordBag,
]);
