import {useScene} from '@motion-canvas/core';

import {PALETTES} from './palette.ts';
import type {Palette, ThemeName} from './palette.ts';

/** Gives the palette of the scene that is being built, whenever it is asked for. */
export function paletteOf(): () => Palette {
  const theme = useScene().variables.get<ThemeName>('theme', 'light');
  return () => PALETTES[theme()];
}

/** The palette of the scene that is being built or drawn. */
export function usePalette(): Palette {
  return paletteOf()();
}

/** The language of the scene that is being built. */
export function useLocale(): string {
  return useScene().variables.get<string>('locale', 'en')();
}
