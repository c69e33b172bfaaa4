/** @jsxImportSource preact */
import {useLayoutEffect, useRef, useState} from 'preact/hooks';

import type {ThemeName} from '../../../scenes/theme/palette.ts';
import {unpackRow} from './packed-row.ts';
import type {StackPage} from './page-data.ts';
import {paintCells} from './paint-cells.ts';
import {patternOf, writeShare} from './shares.ts';
import {labelOf} from './token-words.ts';
import type {PageWords} from './words.ts';

/** So many tokens have their labels beside the cells. */
const LABELLED = 40;

export interface HeadPatternProps {
  stack: StackPage;
  steps: number;
  layer: number;
  head: number;
  query: number;
  theme: ThemeName;
  words: PageWords;
  onChoose(query: number): void;
}

/**
 * The whole pattern of a head. It is for who can point: all that it tells is also in the
 * chips of the tokens and in the table.
 */
export function HeadPattern(props: HeadPatternProps) {
  const {stack, steps, layer, head, query, theme, words, onChoose} = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [at, setAt] = useState<{query: number; key: number} | null>(null);
  const {queries, keys, layers} = stack;
  useLayoutEffect(() => {
    if (!canvas.current) return;
    const data = patternOf(layers[layer], head, keys.length, steps);
    paintCells(canvas.current, data, keys.length, theme);
  }, [stack, steps, layer, head, theme]);
  const cellAt = ({offsetX, offsetY, currentTarget}: MouseEvent) => {
    const {clientWidth, clientHeight} = currentTarget as HTMLElement;
    const place = (offset: number, size: number, count: number): number =>
      Math.min(count - 1, Math.max(0, Math.floor((offset / size) * count)));
    return {
      query: place(offsetY, clientHeight, queries.length),
      key: place(offsetX, clientWidth, keys.length),
    };
  };
  const row = at ? unpackRow(layers[layer].heads[head][at.query]) : null;
  const hasLabels = Math.max(queries.length, keys.length) <= LABELLED;
  return (
    <div class="pattern" aria-hidden="true">
      <div
        class={hasLabels ? 'labelled' : 'plain'}
        style={{'--rows': queries.length, '--columns': keys.length}}
      >
        {hasLabels && (
          <div class="columns">
            {keys.map((token, i) => (
              <span key={i}>
                <bdi>{labelOf(token)}</bdi>
              </span>
            ))}
          </div>
        )}
        {hasLabels && (
          <div class="rows">
            {queries.map((token, i) => (
              <span key={i} class={i === query ? 'asking' : ''}>
                <bdi>{labelOf(token)}</bdi>
              </span>
            ))}
          </div>
        )}
        <div class="cells">
          <canvas
            ref={canvas}
            onMouseMove={event => setAt(cellAt(event))}
            onMouseLeave={() => setAt(null)}
            onClick={event => onChoose(cellAt(event).query)}
          />
          <span class="row-mark" style={{'--row': query}} />
        </div>
      </div>
      <p class="readout">
        {at
          ? words.cell(
              labelOf(queries[at.query]),
              labelOf(keys[at.key]),
              row?.[at.key] === undefined ? words.hidden : writeShare(row[at.key], steps),
            )
          : words.gridHint}
      </p>
      <p class="legend">
        {words.attention} 0% <span class="ramp" /> 100%
      </p>
    </div>
  );
}
