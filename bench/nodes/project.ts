import {makeProject} from '@motion-canvas/core';

import nodes from './nodes?scene';

export default makeProject({scenes: [nodes]});
