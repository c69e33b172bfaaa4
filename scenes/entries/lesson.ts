/**
 * What every scene plays in, what is said, and the verbs and acts that move it, as scenes
 * import them from `attention-in-motion/lesson`.
 */

export * from '../motion/acts.ts';
export * from '../motion/verb.ts';
export * from '../motion/verbs.ts';
export * from '../script/interpolate.ts';
export * from '../script/locales.ts';
export * from '../script/script.ts';
export * from '../lesson/lesson-project.ts';
export * from '../lesson/stage.ts';
export * from '../lesson/use-lesson.ts';
