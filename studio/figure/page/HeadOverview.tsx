/** @jsxImportSource preact */
import {useLayoutEffect, useMemo, useRef} from 'preact/hooks';

import {pool} from '../../../scenes/components/pool.ts';
import type {ThemeName} from '../../../scenes/theme/palette.ts';
import type {StackPage} from './page-data.ts';
import {paintCells} from './paint-cells.ts';
import {rove} from './roving.ts';
import {patternOf} from './shares.ts';
import type {PageWords} from './words.ts';

/** A small pattern has at most so many cells each way; longer texts are averaged. */
const MOST = 32;

export interface HeadOverviewProps {
  stack: StackPage;
  steps: number;
  /** Index among the layers of the stack, and the head. */
  chosen: {layer: number; head: number};
  theme: ThemeName;
  words: PageWords;
  onChoose(place: {layer: number; head: number}): void;
}

/** The patterns of all heads, small: a line for each layer, each a button. */
export function HeadOverview(props: HeadOverviewProps) {
  const {stack, steps, chosen, theme, words, onChoose} = props;
  const across = Math.max(...stack.layers.map(({heads}) => heads.length));
  return (
    <div
      class="heads"
      role="group"
      aria-label={words.overview}
      style={{'--across': across}}
      onKeyDown={event => rove(event, across)}
    >
      {stack.layers.map((layer, i) => (
        <div class="heads-line" key={i}>
          <span class="line-name">
            {words.layer} {layer.layer}
          </span>
          {layer.heads.map((_, head) => {
            const isChosen = chosen.layer === i && chosen.head === head;
            return (
              <button
                type="button"
                key={head}
                class="tile"
                data-stop
                tabIndex={isChosen ? 0 : -1}
                aria-pressed={isChosen}
                aria-label={`${words.layer} ${layer.layer}, ${words.head} ${head}`}
                onClick={() => onChoose({layer: i, head})}
              >
                <Tile stack={stack} steps={steps} theme={theme} layer={i} head={head} />
                <span class="tile-name">{head}</span>
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}

interface TileProps {
  stack: StackPage;
  steps: number;
  layer: number;
  head: number;
  theme: ThemeName;
}

function Tile({stack, steps, layer, head, theme}: TileProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [rows, columns] = [stack.queries.length, stack.keys.length];
  const cells = useMemo(() => {
    const whole = patternOf(stack.layers[layer], head, columns, steps);
    const [perRow, perColumn] = [Math.ceil(rows / MOST), Math.ceil(columns / MOST)];
    const drawn = {
      rows: Math.ceil(rows / perRow),
      columns: Math.ceil(columns / perColumn),
    };
    return {...drawn, data: pool(whole, columns, {...drawn, perRow, perColumn})};
  }, [stack, steps, layer, head]);
  useLayoutEffect(() => {
    if (canvas.current) paintCells(canvas.current, cells.data, cells.columns, theme);
  }, [cells, theme]);
  return <canvas ref={canvas} aria-hidden="true" />;
}
