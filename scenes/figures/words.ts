import type {PARTS} from './parameters.facts.ts';
import type {KindName} from './kinds.ts';

/** Words of figures, in every language that the course speaks. */
export interface FigureWords {
  /** Names of the kinds, over the titles. */
  kinds: Record<KindName, string>;
  query: string;
  key: string;
  layer: string;
  head: string;
  widths: string;
  shades: string;
  embedding: string;
  attention: string;
  feedForward: string;
  bias: string;
  others: string;
  expert: string;
  parameters: string;
  length: string;
  lengths: string;
  promotes: string;
  parts: Record<(typeof PARTS)[number], string>;
  neuronsOf(token: string, logit: string): string;
  /** What the name of a neuron says, and that of a head among other parts. */
  neuronName(place: {layer: number; index: number}): string;
  headName(place: {layer: number; head: number}): string;
  routed(token: string, tokens: number): string;
  /** What widths and shades say of experts. */
  routedBy: readonly string[];
  theseLayers(layers: string, all: number): string;
  parametersIn(total: string): string;
  modulesOf(total: string): string;
  probability: string;
  adds(token: string): string;
  /** Which attention of an encoder-decoder is drawn. */
  of: Record<'cross' | 'decoder' | 'encoder', string>;
  heads(layers: number, heads: number): string;
  ofHead(place: {layer: number; head: number}): string;
  attends(token: string, place: {layer: number; head: number}): string;
  next(token: string): string;
  /** Of a model that fills gaps. */
  fills(token: string): string;
  lens: string;
  lensFills: string;
  wrote(token: string, logit: string): string;
  cut(tokenizers: number): string;
  vocabulary(size: string): string;
  /** Names of models that stand side by side. */
  beside(names: readonly string[]): string;
  /** Says which tokens of a long text are drawn. */
  window(first: number, last: number, all: number): string;
  /** How many padding tokens are left out. */
  padding(count: number): string;
  elsewhere(share: string): string;
  /** The same of many rows: none has more. */
  elsewhereAtMost(share: string): string;
  /** Of heads whose rows sum to less than one: what no token has. */
  nowhere(share: string): string;
  nowhereAtMost(share: string): string;
  /** What one of the others has of that. */
  alone(token: string, share: string): string;
  averaged(cells: string, tokens: string): string;
  someLayers(drawn: number, all: number): string;
  bytes: string;
  cacheSize: string;
  /** What runs from left to right where lengths of texts do. */
  context: string;
  perNumber(bytes: number): string;
  ends: string;
  cosine: string;
  nearest(words: readonly string[]): string;
  vectors(size: string, numbers: number): string;
  mapOf(words: string): string;
  /** How vectors of so many numbers were laid flat. */
  flat: Record<'umap' | 'pca', (numbers: number) => string>;
  rest(count: string): string;
  count(tokens: number): string;
}

const en: FigureWords = {
  kinds: {
    tokens: 'Tokens',
    attention: 'Attention',
    'next-token': 'Next token',
    lens: 'Logit lens',
    attribution: 'Attribution',
    residual: 'Residual stream',
    neurons: 'Neurons',
    experts: 'Experts',
    cache: 'KV cache',
    neighbours: 'Neighbours',
    map: 'Map of words',
    parameters: 'Parameters',
    model: 'Model',
  },
  query: 'query',
  key: 'key',
  layer: 'Layer',
  head: 'Head',
  widths: 'line width = attention',
  shades: 'attention',
  embedding: 'Embedding',
  attention: 'Attention',
  feedForward: 'Feed-forward',
  bias: 'Constant',
  others: 'all others',
  expert: 'Expert',
  parameters: 'parameters',
  length: 'length of a vector',
  lengths: 'How long the vectors of the stream are',
  promotes: 'speaks for',
  parts: {
    embedding: 'Embedding',
    attention: 'Attention',
    norm: 'Norms',
    router: 'Routers',
    experts: 'Experts',
    mlp: 'Feed-forward',
    head: 'LM head',
    other: 'Other',
  },
  neuronsOf: (token, logit) => `Which neurons write “${token}” (logit ${logit})`,
  neuronName: ({layer, index}) =>
    `${layer}.${index} is neuron ${index} of layer ${layer}`,
  headName: ({layer, head}) =>
    `Attention ${layer}.${head} is head ${head} of layer ${layer}`,
  routed: (token, tokens) =>
    tokens === 1
      ? `The way of “${token}”`
      : `The way of “${token}”, and faintly of all ${tokens} tokens`,
  routedBy: [
    "line width = the router's weight",
    'the darker an expert, the more of the text it gets',
  ],
  theseLayers: (layers, all) => `layers ${layers} of ${all}`,
  parametersIn: total => `Where ${total} parameters are`,
  modulesOf: total => `What is in a model of ${total} parameters`,
  probability: 'probability',
  adds: token => `adds to the logit of “${token}”`,
  of: {
    cross:
      'Cross-attention: rows are what the decoder reads, columns what the encoder does',
    decoder: "The decoder's own attention",
    encoder: "The encoder's attention",
  },
  heads: (layers, heads) =>
    `${counted(layers, 'layer')}, ${counted(heads, 'head')}${layers === 1 ? '' : ' each'}`,
  ofHead: ({layer, head}) => `Layer ${layer}, head ${head}`,
  attends: (token, {layer, head}) =>
    `What “${token}” attends to in layer ${layer}, head ${head}`,
  next: token => `What comes after “${token}”?`,
  fills: token => `What stands at “${token}”?`,
  lens: 'What each layer would say next',
  lensFills: 'What each layer would put at each place',
  wrote: (token, logit) => `What writes “${token}” (logit ${logit})`,
  cut: tokenizers =>
    tokenizers === 1 ? 'One text, cut' : `One text, ${tokenizers} tokenizers`,
  vocabulary: size => `vocabulary ${size}`,
  beside: names => names.join(' and '),
  window: (first, last, all) => `Tokens ${first} to ${last} of ${all}`,
  padding: count =>
    count === 1
      ? '1 padding token, which the mask hides, left out'
      : `${count} padding tokens, which the mask hides, left out`,
  elsewhere: share => `all others together have ${share}`,
  elsewhereAtMost: share => `all others together have at most ${share} of a row`,
  nowhere: share => `${share} go to no token (attention sink)`,
  nowhereAtMost: share => `of a row up to ${share} go to no token (attention sink)`,
  alone: (token, share) => `${token} alone ${share}`,
  averaged: (cells, tokens) =>
    `${cells} cells of ${tokens} tokens: averages over queries of what keys have together`,
  someLayers: (drawn, all) => `${drawn} of ${all} layers`,
  bytes:
    'hexadecimal numbers are bytes: pieces of characters, or characters that no bundled face has',
  cacheSize: 'How large the cache of keys and values gets',
  context: 'tokens of the text',
  perNumber: bytes => `${8 * bytes} bits for each number, one text`,
  ends: 'a line ends at the longest text that its configuration names',
  cosine: 'cosine',
  nearest: words => `The words nearest to ${words.map(word => `“${word}”`).join(', ')}`,
  vectors: (size, numbers) => `of ${size} words with vectors of ${numbers} numbers`,
  mapOf: words => `${words} words by the closeness of their vectors`,
  flat: {
    umap: numbers => `${numbers} numbers laid flat by UMAP: neighbours stay together`,
    pca: numbers => `${numbers} numbers seen from the side where they spread most (PCA)`,
  },
  rest: count => `${count} others`,
  count: tokens => counted(tokens, 'token'),
};

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

const ko: FigureWords = {
  kinds: {
    tokens: '토큰',
    attention: '어텐션',
    'next-token': '다음 토큰',
    lens: '로짓 렌즈',
    attribution: '로짓 기여도',
    residual: '잔차 스트림',
    neurons: '뉴런',
    experts: '전문가',
    cache: 'KV 캐시',
    neighbours: '이웃 단어',
    map: '단어 지도',
    parameters: '파라미터',
    model: '모델',
  },
  query: '쿼리',
  key: '키',
  layer: '레이어',
  head: '헤드',
  widths: '선 굵기 = 어텐션',
  shades: '어텐션',
  embedding: '임베딩',
  attention: '어텐션',
  feedForward: '피드포워드',
  bias: '상수',
  others: '나머지',
  expert: '전문가',
  parameters: '파라미터',
  length: '벡터의 길이',
  lengths: '잔차 스트림 벡터의 길이',
  promotes: '밀어 주는 토큰',
  parts: {
    embedding: '임베딩',
    attention: '어텐션',
    norm: '정규화',
    router: '라우터',
    experts: '전문가',
    mlp: '피드포워드',
    head: 'LM 헤드',
    other: '기타',
  },
  neuronsOf: (token, logit) => `“${token}” 예측에 기여한 뉴런 (로짓 ${logit})`,
  neuronName: ({layer, index}) => `${layer}.${index} = 레이어 ${layer}의 뉴런 ${index}`,
  headName: ({layer, head}) => `어텐션 ${layer}.${head} = 레이어 ${layer}의 헤드 ${head}`,
  routed: (token, tokens) =>
    tokens === 1
      ? `“${token}”의 경로`
      : `“${token}”의 경로 (희미한 선: 토큰 ${tokens}개 전체)`,
  routedBy: ['선 굵기 = 라우터 가중치', '색이 진할수록 글을 더 많이 맡은 전문가'],
  theseLayers: (layers, all) => `레이어 ${all}개 중 ${layers}`,
  parametersIn: total => `파라미터 ${total}개의 위치`,
  modulesOf: total => `파라미터 ${total}개인 모델의 구성`,
  probability: '확률',
  adds: token => `“${token}”의 로짓에 더하는 값`,
  of: {
    cross: '크로스 어텐션: 행은 디코더의 토큰, 열은 인코더의 토큰',
    decoder: '디코더의 셀프 어텐션',
    encoder: '인코더의 어텐션',
  },
  heads: (layers, heads) => `레이어 ${layers}개, 헤드 ${heads}개씩`,
  ofHead: ({layer, head}) => `레이어 ${layer}, 헤드 ${head}`,
  attends: (token, {layer, head}) =>
    `레이어 ${layer}, 헤드 ${head}에서 “${token}” 토큰의 어텐션`,
  next: token => `“${token}” 다음에 올 토큰`,
  fills: token => `“${token}” 자리에 올 토큰`,
  lens: '각 레이어가 예측할 다음 토큰',
  lensFills: '각 레이어가 그 자리에 놓을 토큰',
  wrote: (token, logit) => `“${token}” 예측에 기여한 부분 (로짓 ${logit})`,
  cut: tokenizers =>
    tokenizers === 1 ? '텍스트의 토큰' : `한 텍스트, 토크나이저 ${tokenizers}개`,
  vocabulary: size => `어휘 ${size}`,
  beside: names => names.join(', '),
  window: (first, last, all) => `전체 ${all}개 중 토큰 ${first}–${last}`,
  padding: count => `마스크로 가린 패딩 토큰 ${count}개는 생략`,
  elsewhere: share => `나머지 합계 ${share}`,
  elsewhereAtMost: share => `나머지 합계는 행마다 많아야 ${share}`,
  nowhere: share => `어느 토큰에도 가지 않은 몫 ${share} (어텐션 싱크)`,
  nowhereAtMost: share =>
    `어느 토큰에도 가지 않은 몫은 행마다 많아야 ${share} (어텐션 싱크)`,
  alone: (token, share) => `그중 ${token} ${share}`,
  averaged: (cells, tokens) =>
    `토큰 ${tokens}개를 ${cells}칸으로: 키는 합계, 쿼리는 평균`,
  someLayers: (drawn, all) => `레이어 ${all}개 중 ${drawn}개`,
  bytes: '16진수는 바이트: 문자의 조각이거나 글꼴에 없는 문자',
  cacheSize: '키와 값의 캐시가 커지는 정도',
  context: '글의 토큰 수',
  perNumber: bytes => `숫자마다 ${8 * bytes}비트, 글 하나`,
  ends: '선은 설정에 적힌 가장 긴 글에서 끝남',
  cosine: '코사인',
  nearest: words => `${words.map(word => `“${word}”`).join(', ')}에 가장 가까운 단어`,
  vectors: (size, numbers) => `숫자 ${numbers}개짜리 벡터가 있는 단어 ${size}개 가운데`,
  mapOf: words => `벡터가 가까운 단어끼리: 단어 ${words}개`,
  flat: {
    umap: numbers => `숫자 ${numbers}개를 UMAP으로 평면에 펼침: 이웃끼리 모임`,
    pca: numbers => `숫자 ${numbers}개를 가장 넓게 퍼진 쪽에서 본 모습 (PCA)`,
  },
  rest: count => `나머지 ${count}개`,
  count: tokens => `토큰 ${tokens}개`,
};

const WORDS: Record<string, FigureWords> = {en, ko};

/** @throws Where the course speaks a language that figures do not. */
export function figureWords(locale: string): FigureWords {
  if (Object.hasOwn(WORDS, locale)) return WORDS[locale];
  throw new Error(`Figures have no words in "${locale}".`);
}
