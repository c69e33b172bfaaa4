import {makeProject} from '@motion-canvas/core';

import gradient from './gradient?scene';

export default makeProject({scenes: [gradient]});
