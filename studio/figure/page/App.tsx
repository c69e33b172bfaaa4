/** @jsxImportSource preact */
import {useLayoutEffect, useState} from 'preact/hooks';

import {stampOf} from '../../../scenes/components/stamp.ts';
import type {Source} from '../../../scenes/captured/tensor.ts';
import {figureWords} from '../../../scenes/figures/words.ts';
import type {FigureWords} from '../../../scenes/figures/words.ts';
import {frameWarning, frameWords} from '../../../scenes/script/locales.ts';
import {AttentionView} from './AttentionView.tsx';
import {LensView} from './LensView.tsx';
import {NextTokenView} from './NextTokenView.tsx';
import {Switches} from './Switches.tsx';
import {applyTheme} from './apply-theme.ts';
import type {PageData} from './page-data.ts';
import {writeShare} from './shares.ts';
import type {PageLook} from './view.ts';
import {pageWords} from './words.ts';

/** A figure that can be looked around in. */
export function App({data}: {data: PageData}) {
  const [theme, setTheme] = useState(data.theme);
  const [locale, setLocale] = useState(data.locale);
  const [place, setPlace] = useState<Partial<Source>>(placeOf(data));
  const words = pageWords(locale);
  const kind = figureWords(locale).kinds[data.values.kind];
  const title = data.title ?? kind;
  useLayoutEffect(() => {
    applyTheme(theme);
    document.documentElement.lang = locale;
    document.title = title;
  }, [theme, locale, title]);
  const source: Source = {...data.source, ...place};
  const stamp = stampOf(
    [source],
    frameWarning(frameWords(locale), {stale: false, sources: [source]}),
  );
  const look: PageLook = {theme, locale, words};
  const notes = [
    ...(data.values.kind === 'attention'
      ? [words.rounded(writeShare(1, data.values.steps))]
      : []),
    ...windowOf(data, figureWords(locale)),
    ...(data.values.padding === 0
      ? []
      : [figureWords(locale).padding(data.values.padding)]),
    ...(data.layersOf === null ? [] : [words.partOf(layersIn(data), data.layersOf)]),
  ];
  return (
    <>
      <header>
        <div>
          {data.title !== null && <p class="kind">{kind}</p>}
          <h1>{title}</h1>
        </div>
        <Switches
          theme={theme}
          locale={locale}
          locales={data.locales}
          words={words}
          onTheme={setTheme}
          onLocale={setLocale}
        />
      </header>
      <main>{viewOf(data, look, setPlace)}</main>
      <footer>
        {notes.map(note => (
          <p key={note}>{note}</p>
        ))}
        {data.leftOut.length > 0 && (
          <p>
            {words.leftOut}:{' '}
            {data.leftOut.map(({what, reason}) => `${what} (${reason})`).join('; ')}
          </p>
        )}
        <p class="stamp">{stamp}</p>
      </footer>
    </>
  );
}

function viewOf(
  {values}: PageData,
  look: PageLook,
  onPlace: (part: Partial<Source>) => void,
) {
  const place = ({unverified, ...part}: Partial<Source> & {unverified: boolean}): void =>
    onPlace(unverified ? {...part, unverified: true} : part);
  switch (values.kind) {
    case 'attention':
      return <AttentionView values={values} look={look} onPlace={place} />;
    case 'next-token':
      return <NextTokenView values={values} look={look} onPlace={place} />;
    case 'lens':
      return <LensView values={values} look={look} onPlace={place} />;
  }
}

/** What of the model is shown first. */
function placeOf({values}: PageData): Partial<Source> {
  if (values.kind !== 'attention') return {};
  const {stack, layer, head} = values.start;
  const {layer: number, unverified} = values.stacks[stack].layers[layer];
  return {layer: number, head, ...(unverified ? {unverified: true} : {})};
}

/** Which tokens of a long text the model was asked at, where not all. */
function windowOf({values}: PageData, words: Pick<FigureWords, 'window'>): string[] {
  if (values.kind === 'attention') return [];
  const {tokens} = values;
  const [first, count] =
    values.kind === 'lens'
      ? [values.positions[0], values.positions.length]
      : [values.first, values.positions.length];
  return count === tokens.length
    ? []
    : [words.window(first, first + count - 1, tokens.length)];
}

function layersIn({values}: PageData): number {
  if (values.kind === 'attention') return values.stacks[0].layers.length;
  return values.kind === 'lens' ? values.rows.length : 0;
}
