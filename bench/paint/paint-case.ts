import type {Node} from '@motion-canvas/2d';
import type {ThreadGenerator} from '@motion-canvas/core';

/** Builds a picture that is timed, and moves it for some seconds. */
export type PaintCase = () => {nodes: Node[]; play(): ThreadGenerator};

/** Seconds that a case moves. */
export const SECONDS = 3;
