/**
 * What the files of a course that say what it is made of import from
 * `attention-in-motion/course`: `course.config.ts` and `*.capture.ts`. Both are also read in
 * the browser, so that nothing here runs a model.
 */

export {defineCourse} from './course/course.ts';
export type {Course} from './course/course.ts';
export {defineCapture, defineTextCapture} from './declare/declaration.ts';
export type * from './declare/declaration.ts';
