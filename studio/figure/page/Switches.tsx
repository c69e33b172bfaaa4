/** @jsxImportSource preact */
import type {ThemeName} from '../../../scenes/theme/palette.ts';
import {languageName} from './language-name.ts';
import type {PageWords} from './words.ts';

export interface SwitchesProps {
  theme: ThemeName;
  locale: string;
  locales: readonly string[];
  words: PageWords;
  onTheme(theme: ThemeName): void;
  onLocale(locale: string): void;
}

/** Switches theme and language. */
export function Switches(props: SwitchesProps) {
  const {theme, locale, locales, words, onTheme, onLocale} = props;
  const other = theme === 'light' ? 'dark' : 'light';
  return (
    <div class="switches">
      <button type="button" class="theme" onClick={() => onTheme(other)}>
        {words.theme[other]}
      </button>
      {locales.length > 1 && (
        <select
          aria-label={words.language}
          value={locale}
          onChange={event => onLocale(event.currentTarget.value)}
        >
          {locales.map(one => (
            <option key={one} value={one} lang={one}>
              {languageName(one)}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
