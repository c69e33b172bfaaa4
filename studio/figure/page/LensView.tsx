/** @jsxImportSource preact */
import {useLayoutEffect, useRef, useState} from 'preact/hooks';

import {rampColor} from '../../../scenes/components/ramp.ts';
import {layerName} from '../../../scenes/script/layer-name.ts';
import {finePercent} from '../../../scenes/script/numbers.ts';
import {PALETTES} from '../../../scenes/theme/palette.ts';
import {readableOn} from '../../../scenes/theme/readable-on.ts';
import {figureWords} from '../../../scenes/figures/words.ts';
import {Guesses} from './Guesses.tsx';
import type {LensPage} from './page-data.ts';
import {rove} from './roving.ts';
import {labelOf} from './token-words.ts';
import type {ViewProps} from './view.ts';

/** What each layer would say next at each position, and the best of one cell. */
export function LensView({values, look}: ViewProps<LensPage>) {
  const {words, locale, theme} = look;
  const [place, setPlace] = useState(values.start);
  const [preview, setPreview] = useState<LensPage['start'] | null>(null);
  const {tokens, positions, rows, fills} = values;
  const heading = figureWords(locale)[fills ? 'lensFills' : 'lens'];
  const shown = preview ?? place;
  const names = rows.map(({after}) => layerName(after, figureWords(locale)));
  const columns = positions.map(position => labelOf(tokens[position]));
  const order = [...rows.keys()].reverse();
  const palette = PALETTES[theme];
  const start = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => start.current?.scrollIntoView({block: 'nearest'}), []);
  return (
    <>
      <section aria-label={heading}>
        <h2>{heading}</h2>
        <div class="scrolls">
          <table class="lens" onKeyDown={event => rove(event, positions.length)}>
            <caption class="unseen">{heading}</caption>
            <thead>
              <tr>
                <td />
                {columns.map((column, i) => (
                  <th key={i} scope="col">
                    <bdi>{column}</bdi>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {order.map(row => (
                <tr key={row}>
                  <th scope="row">{names[row]}</th>
                  {rows[row].cells.map(([best], column) => {
                    const here = {row, column};
                    const isChosen = place.row === row && place.column === column;
                    const color = rampColor(palette, 'share', best.share);
                    return (
                      <td key={column}>
                        <button
                          type="button"
                          data-stop
                          ref={isChosen ? start : undefined}
                          class={
                            shown.row === row && shown.column === column ? 'asking' : ''
                          }
                          tabIndex={isChosen ? 0 : -1}
                          aria-pressed={isChosen}
                          style={{background: color, color: readableOn(color)}}
                          onClick={() => setPlace(here)}
                          onFocus={() => setPreview(here)}
                          onBlur={() => setPreview(null)}
                          onMouseEnter={() => setPreview(here)}
                          onMouseLeave={() => setPreview(null)}
                        >
                          <bdi>{labelOf(best.token)}</bdi>
                          <span class="small">{finePercent(best.share)}</span>
                        </button>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <Guesses
        caption={words.after(names[shown.row], columns[shown.column])}
        guesses={rows[shown.row].cells[shown.column]}
        others={null}
        look={look}
      />
    </>
  );
}
