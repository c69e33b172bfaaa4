import {useScene} from '@motion-canvas/core';

import {PALETTES} from './palette.ts';
import type {Palette, ThemeName} from './palette.ts';

/** The palette of the scene that is being built or drawn. */
export function usePalette(): Palette {
  return PALETTES[useScene().variables.get<ThemeName>('theme', 'light')()];
}

/** The language of the scene that is being built. */
export function useLocale(): string {
  return useScene().variables.get<string>('locale', 'en')();
}
