import {lessonProject} from '../lesson/lesson-project.ts';
import expertBank from './expert-bank?scene';
import expertBins from './expert-bins?scene';
import kvShelf from './kv-shelf?scene';
import routeGrid from './route-grid?scene';
import routerFan from './router-fan?scene';

export default await lessonProject([
  expertBank,
  expertBins,
  kvShelf,
  routeGrid,
  routerFan,
]);
