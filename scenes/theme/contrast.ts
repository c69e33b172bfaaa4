import {modeLrgb, modeRgb, useMode, wcagContrast, wcagLuminance} from 'culori/fn';
import type {Rgb} from 'culori/fn';

// The parts of the colour library that luminance needs; all of it would be ten times as much.
useMode(modeRgb);
useMode(modeLrgb);

/** WCAG's relative luminance of a colour, 0 to 1. */
export const luminance = (color: string | Rgb): number => wcagLuminance(color);

/** WCAG's contrast of two colours, 1 to 21. */
export const contrast = (a: string | Rgb, b: string | Rgb): number => wcagContrast(a, b);
