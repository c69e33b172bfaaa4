import {PALETTES} from '../../../scenes/theme/palette.ts';
import type {ThemeName} from '../../../scenes/theme/palette.ts';

/** Give the page the colours of a theme, as variables of its style sheet. */
export function applyTheme(theme: ThemeName): void {
  const {style, dataset} = document.documentElement;
  const {roles, signed: _, ...plain} = PALETTES[theme];
  for (const [name, color] of Object.entries(plain))
    style.setProperty(`--${name}`, color);
  for (const [role, colors] of Object.entries(roles)) {
    for (const [part, color] of Object.entries(colors) as [string, string][])
      style.setProperty(`--${role}-${part}`, color);
  }
  style.colorScheme = theme;
  dataset.theme = theme;
}
