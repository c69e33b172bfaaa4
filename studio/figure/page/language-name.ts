/** What a language calls itself. */
export const languageName = (locale: string): string =>
  new Intl.DisplayNames([locale], {type: 'language'}).of(locale) ?? locale;
