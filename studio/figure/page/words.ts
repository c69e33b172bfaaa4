/** Words of a page besides those of the figure, in every language that the course speaks. */
export interface PageWords {
  language: string;
  /** What the button does. */
  theme: Record<'light' | 'dark', string>;
  choose: string;
  stack: string;
  layer: string;
  head: string;
  query: string;
  token: string;
  overview: string;
  tokens: string;
  pattern: string;
  table: string;
  attention: string;
  probability: string;
  place: string;
  rank: string;
  best: string;
  hidden: string;
  queries: string;
  keys: string;
  special: string;
  hint: string;
  gridHint: string;
  rounded(percent: string): string;
  cell(query: string, key: string, share: string): string;
  most(place: string, query: string, tokens: string): string;
  after(row: string, token: string): string;
  leftOut: string;
  partOf(drawn: number, all: number): string;
  stacks: Record<'cross' | 'decoder' | 'encoder', string>;
}

const en: PageWords = {
  language: 'Language',
  theme: {light: 'Light theme', dark: 'Dark theme'},
  choose: 'What is shown',
  stack: 'Attention',
  layer: 'Layer',
  head: 'Head',
  query: 'Query',
  token: 'Token',
  overview: 'All heads',
  tokens: 'Tokens',
  pattern: 'Pattern of the head',
  table: 'Values as a table',
  attention: 'attention',
  probability: 'probability',
  place: 'place',
  rank: 'rank',
  best: 'best next token',
  hidden: 'hidden',
  keys: 'Keys',
  queries: 'Queries',
  special: 'special token',
  hint: 'Point at a token to see what it attends to; click it, or press Enter, to keep it. Arrow keys go from one to the next.',
  gridHint: 'Rows are queries, columns are keys. Click a row to choose its query.',
  rounded: percent => `Shares are rounded to ${percent}.`,
  cell: (query, key, share) => `${query} → ${key}: ${share}`,
  most: (place, query, tokens) => `${place}: ${query} attends most to ${tokens}.`,
  after: (row, token) => `${row}, at ${token}`,
  leftOut: 'Left out',
  partOf: (drawn, all) => `The page has ${drawn} of ${all} layers.`,
  stacks: {
    cross: 'Decoder to encoder',
    decoder: 'Within the decoder',
    encoder: 'Within the encoder',
  },
};

const ko: PageWords = {
  language: '언어',
  theme: {light: '밝은 테마', dark: '어두운 테마'},
  choose: '표시할 내용',
  stack: '어텐션',
  layer: '레이어',
  head: '헤드',
  query: '쿼리',
  token: '토큰',
  overview: '모든 헤드',
  tokens: '토큰',
  pattern: '헤드의 어텐션 패턴',
  table: '값을 표로 보기',
  attention: '어텐션',
  probability: '확률',
  place: '위치',
  rank: '순위',
  best: '다음 토큰 1순위',
  hidden: '가려짐',
  keys: '키',
  queries: '쿼리 토큰',
  special: '특수 토큰',
  hint: '토큰에 마우스를 올리면 그 토큰의 어텐션이 보입니다. 클릭하거나 Enter를 누르면 고정됩니다. 화살표 키로 토큰 사이를 이동합니다.',
  gridHint: '행은 쿼리, 열은 키입니다. 행을 클릭하면 그 쿼리가 선택됩니다.',
  rounded: percent => `비율은 ${percent} 단위로 반올림했습니다.`,
  cell: (query, key, share) => `${query} → ${key}: ${share}`,
  most: (place, query, tokens) =>
    `${place}: ${query} 토큰의 어텐션이 가장 큰 곳은 ${tokens}입니다.`,
  after: (row, token) => `${row}, ${token} 위치`,
  leftOut: '빠진 값',
  partOf: (drawn, all) => `레이어 ${all}개 중 ${drawn}개가 들어 있습니다.`,
  stacks: {
    cross: '디코더 → 인코더',
    decoder: '디코더 내부',
    encoder: '인코더 내부',
  },
};

const WORDS: Record<string, PageWords> = {en, ko};

/** @throws Where the course speaks a language that pages do not. */
export function pageWords(locale: string): PageWords {
  if (Object.hasOwn(WORDS, locale)) return WORDS[locale];
  throw new Error(`Pages of figures have no words in "${locale}".`);
}
