import {lessonProject} from '../lesson/lesson-project.ts';
import expertBank from './expert-bank?scene';
import expertBins from './expert-bins?scene';
import kvShelf from './kv-shelf?scene';
import maskGrid from './mask-grid?scene';
import ropeDials from './rope-dials?scene';
import routeGrid from './route-grid?scene';
import routerFan from './router-fan?scene';
import tileSweep from './tile-sweep?scene';

export default await lessonProject([
  expertBank,
  expertBins,
  kvShelf,
  maskGrid,
  ropeDials,
  routeGrid,
  routerFan,
  tileSweep,
]);
