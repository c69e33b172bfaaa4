/** @jsxImportSource preact */
import {Select} from '@motion-canvas/ui';
import {useEffect, useRef, useState} from 'preact/hooks';

import {CHOOSE_HEAD_PATH} from '../protocol.ts';
import type {ChooseHead, Refusal, SceneCaptures} from '../protocol.ts';
import {patternLayers} from './head-patterns.ts';
import {patternPicture} from './pattern-picture.ts';

/**
 * All heads of a capture as thumbnails, layers from top to bottom. A click lets the
 * selection that is chosen above take that head.
 *
 * @param attention - Of a model with two halves: which attention selections are about.
 */
export function HeadBrowser({
  files,
  attention,
}: Pick<SceneCaptures['captures'][number], 'files' | 'attention'>) {
  const {capture} = files;
  const selections = Object.keys(capture.heads);
  const [selection, select] = useState(selections[0] ?? '');
  const [refusal, refuse] = useState<string | null>(null);
  const layers = patternLayers(files);
  if (layers.length === 0) return null;
  const chosen = Object.hasOwn(capture.heads, selection)
    ? capture.heads[selection]
    : null;
  const meant = attention?.[selection] ?? 'only';
  const take = async (layer: number, head: number): Promise<void> => {
    const body: ChooseHead = {capture: capture.id, selection, layer, head};
    const response = await fetch(CHOOSE_HEAD_PATH, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    refuse(response.ok ? null : ((await response.json()) as Refusal).error.message);
  };
  return (
    <>
      <h4>Heads, layer by layer</h4>
      {selections.length > 0 && (
        <label>
          a click sets{' '}
          <Select
            options={selections.map(value => ({value, text: value}))}
            value={selection}
            onChange={select}
          />
        </label>
      )}
      {refusal !== null && <div class="aim-note aim-wrong">{refusal}</div>}
      <div
        class="aim-heads"
        style={{gridTemplateColumns: `repeat(${layers[0].shape[0]}, 1fr)`}}
      >
        {layers.flatMap(({attention, layer, name, data, shape: [heads, queries, keys]}) =>
          Array.from({length: heads}, (_, head) => {
            const canBe = chosen !== null && attention === meant;
            return (
              <button
                key={`${name}.${head}`}
                data-head={`${layer}.${head}`}
                title={`${name}, head ${head}`}
                disabled={!canBe}
                aria-pressed={canBe && chosen.layer === layer && chosen.head === head}
                onClick={() => void take(layer, head)}
              >
                <Thumbnail
                  data={data.subarray(head * queries * keys, (head + 1) * queries * keys)}
                  queries={queries}
                  keys={keys}
                />
              </button>
            );
          }),
        )}
      </div>
    </>
  );
}

function Thumbnail(props: {data: Float32Array; queries: number; keys: number}) {
  const {data, queries, keys} = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const picture = patternPicture(data, queries, keys);
    if (!canvas.current) return;
    canvas.current.width = picture.width;
    canvas.current.height = picture.height;
    canvas.current.getContext('2d')?.putImageData(picture, 0, 0);
  }, [data]);
  return <canvas ref={canvas} />;
}
