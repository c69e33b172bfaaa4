/** Words of the list of lessons. */
interface ListWords {
  lesson(number: number): string;
  captions(count: number): string;
  length(seconds: number): string;
  light: string;
  dark: string;
}

const EN: ListWords = {
  lesson: number => `Lesson ${number}`,
  captions: count => `${count} caption${count === 1 ? '' : 's'}`,
  length: seconds => inMinutes(seconds, ' min ', ' s'),
  light: 'Light',
  dark: 'Dark',
};

const WORDS: Record<string, ListWords> = {
  en: EN,
  ko: {
    lesson: number => `${number}강`,
    captions: count => `자막 ${count}개`,
    length: seconds => inMinutes(seconds, '분 ', '초'),
    light: '밝게',
    dark: '어둡게',
  },
};

/** The words in a language; in English where the list does not speak it. */
export const listWords = (locale: string): ListWords =>
  Object.hasOwn(WORDS, locale) ? WORDS[locale] : EN;

/** A language by its own name. */
export const languageName = (locale: string): string =>
  new Intl.DisplayNames([locale], {type: 'language'}).of(locale) ?? locale;

function inMinutes(seconds: number, minute: string, second: string): string {
  const whole = Math.round(seconds);
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  return minutes === 0 ? `${rest}${second}` : `${minutes}${minute}${rest}${second}`;
}
