import {easeInOutCubic} from '@motion-canvas/core';

/** Durations in seconds. */
export const MOVE = 0.7;
export const QUICK = 0.4;
export const SLOW = 0.9;
export const STAGGER = 0.06;

/** The one easing of the course. */
export const EASE = easeInOutCubic;
