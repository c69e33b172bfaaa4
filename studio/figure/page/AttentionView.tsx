/** @jsxImportSource preact */
import {useState} from 'preact/hooks';

import {figureWords} from '../../../scenes/figures/words.ts';
import {percent} from '../../../scenes/script/numbers.ts';
import {Arcs} from './Arcs.tsx';
import {Choice} from './Choice.tsx';
import {HeadOverview} from './HeadOverview.tsx';
import {HeadPattern} from './HeadPattern.tsx';
import {KeyChips} from './KeyChips.tsx';
import {TokenChips} from './TokenChips.tsx';
import {ValuesTable} from './ValuesTable.tsx';
import {unpackRow} from './packed-row.ts';
import type {AttentionPage, AttentionStart, StackPage} from './page-data.ts';
import {largest, writeShare} from './shares.ts';
import {labelOf, sayToken} from './token-words.ts';
import type {ViewProps} from './view.ts';
import type {PageWords} from './words.ts';

/** Attention: one token's arcs, the pattern of its head, and all heads. */
export function AttentionView({values, look, onPlace}: ViewProps<AttentionPage>) {
  const {words, locale, theme} = look;
  const [place, setPlace] = useState<AttentionStart>(values.start);
  const [preview, setPreview] = useState<number | null>(null);
  const {stacks, steps} = values;
  const stack = stacks[place.stack];
  const layer = stack.layers[place.layer];
  const query = preview ?? place.query;
  const row = unpackRow(layer.heads[place.head][query]);
  const notes = row.map(value => ({
    text: writeShare(value, steps),
    share: value / steps,
  }));
  const go = (part: Partial<AttentionStart>): void => {
    const next = within(stacks, {...place, ...part});
    setPlace(next);
    setPreview(null);
    const {layers} = stacks[next.stack];
    const {layer: number, unverified} = layers[next.layer];
    onPlace({layer: number, head: next.head, unverified});
  };
  const kept = unpackRow(layer.heads[place.head][place.query]);
  const named = figureWords(locale).ofHead({layer: layer.layer, head: place.head});
  const nowhere = layer.nowhere?.[place.head][place.query] ?? 0;
  const isCross = stack.of === 'cross';
  const queryChips = {
    tokens: stack.queries,
    words,
    chosen: place.query,
    asking: query,
    label: words.queries,
    onChoose: (index: number) => go({query: index}),
    onPreview: setPreview,
  };
  const headPlace = {layer: place.layer, head: place.head};
  return (
    <>
      <form class="choices" aria-label={words.choose} onSubmit={e => e.preventDefault()}>
        {stacks.length > 1 && (
          <Choice
            label={words.stack}
            options={stacks.map(({of}) => (of === null ? '' : words.stacks[of]))}
            chosen={place.stack}
            onChoose={index => go({stack: index})}
          />
        )}
        <Choice
          label={words.layer}
          options={stack.layers.map(one => String(one.layer))}
          chosen={place.layer}
          onChoose={index => go({layer: index})}
        />
        <Choice
          label={words.head}
          options={layer.heads.map((_, head) => String(head))}
          chosen={place.head}
          onChoose={head => go({head})}
        />
        <Choice
          label={words.query}
          options={stack.queries.map((token, i) => `${i}: ${labelOf(token)}`)}
          chosen={place.query}
          onChoose={index => go({query: index})}
        />
      </form>
      <section aria-label={words.tokens}>
        <h2>
          {figureWords(locale).attends(labelOf(stack.queries[query]), {
            layer: layer.layer,
            head: place.head,
          })}
        </h2>
        <div class="linked">
          <Arcs
            sides={isCross ? {query: 'query', key: 'key'} : {query: 'both', key: 'both'}}
            query={query}
            shares={notes.map(({share}) => share)}
            layout={`${place.stack} ${locale}`}
          />
          {isCross ? (
            <>
              <TokenChips {...queryChips} side="query" notes={null} />
              <KeyChips
                tokens={stack.keys}
                notes={notes}
                words={words}
                label={words.keys}
              />
            </>
          ) : (
            <TokenChips {...queryChips} side="both" notes={notes} />
          )}
        </div>
        <p class="hint">{words.hint}</p>
        <p class="said" role="status">
          {sayRow(named, stack, place.query, kept, steps, words)}
          {nowhere > 0 && ` ${figureWords(locale).nowhere(percent(nowhere))}.`}
        </p>
      </section>
      <div class="side-by-side">
        <section aria-label={words.pattern}>
          <h2>{named}</h2>
          <HeadPattern
            stack={stack}
            steps={steps}
            query={query}
            theme={theme}
            words={words}
            {...headPlace}
            onChoose={index => go({query: index})}
          />
        </section>
        <section aria-label={words.overview}>
          <h2>{words.overview}</h2>
          <HeadOverview
            stack={stack}
            steps={steps}
            theme={theme}
            words={words}
            chosen={headPlace}
            onChoose={go}
          />
        </section>
      </div>
      <ValuesTable
        words={words}
        caption={`${named}, ${sayToken(stack.queries[place.query], place.query, words)}`}
        columns={[words.place, words.token, words.attention]}
        rows={stack.keys.map((token, i) => [
          String(i),
          `${labelOf(token)}${token.special ? ` (${words.special})` : ''}`,
          kept[i] === undefined ? words.hidden : writeShare(kept[i], steps),
        ])}
      />
    </>
  );
}

/** A place that there is: other stacks have fewer layers, heads or tokens. */
function within(stacks: readonly StackPage[], wanted: AttentionStart): AttentionStart {
  const stack = stacks[wanted.stack];
  const layer = Math.min(wanted.layer, stack.layers.length - 1);
  return {
    stack: wanted.stack,
    layer,
    head: Math.min(wanted.head, stack.layers[layer].heads.length - 1),
    query: Math.min(wanted.query, stack.queries.length - 1),
  };
}

/** What a row says, in a sentence that is read out when it changes. */
function sayRow(
  named: string,
  {queries, keys}: StackPage,
  query: number,
  row: readonly number[],
  steps: number,
  words: PageWords,
): string {
  const tokens = largest(row, 3).map(
    key => `“${labelOf(keys[key])}” ${writeShare(row[key], steps)}`,
  );
  return words.most(named, `“${labelOf(queries[query])}”`, tokens.join(', '));
}
