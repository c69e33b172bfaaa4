/**
 * Colours by role, type, the safe area, how long and how motion eases, as scenes import
 * them from `attention-in-motion/theme`.
 */

export * from '../theme/contrast.ts';
export * from '../theme/layout.ts';
export * from '../theme/mix-colors.ts';
export * from '../theme/motion.ts';
export * from '../theme/palette.ts';
export * from '../theme/readable-on.ts';
export * from '../theme/step.ts';
export * from '../theme/theme.ts';
export * from '../theme/type.ts';
