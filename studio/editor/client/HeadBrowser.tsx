/** @jsxImportSource preact */
import {Select} from '@motion-canvas/ui';
import {useEffect, useRef, useState} from 'preact/hooks';

import {floatsOf, readSafetensors} from '../../../data-extract/capture/safetensors.ts';
import {bytesOf} from '../../../scenes/captured/open-capture.ts';
import type {CaptureFiles} from '../../../scenes/captured/open-capture.ts';
import {CHOOSE_HEAD_PATH} from '../protocol.ts';
import type {ChooseHead, Refusal} from '../protocol.ts';
import {patternPicture} from './pattern-picture.ts';

/** One tensor of patterns, `[head, query, key]`. */
interface Layer {
  /** What stands before `attn.hook_pattern`, e.g. `blocks.3`. */
  name: string;
  data: Float32Array;
  shape: readonly number[];
}

const PATTERN = /^(.*)\.attn\.hook_pattern$/;

/** The attention patterns in a capture, by layer. */
function layersOf({capture, tensors}: CaptureFiles): Layer[] {
  const stored = readSafetensors(bytesOf(tensors));
  return capture.tensors.flatMap(({name, shape}) => {
    const prefix = PATTERN.exec(name)?.[1];
    const tensor = stored.get(name);
    const data = tensor && floatsOf(tensor);
    return prefix !== undefined && data ? [{name: prefix, data, shape}] : [];
  });
}

/**
 * All heads of a capture as thumbnails, layers from top to bottom. A click lets the
 * selection that is chosen above take that head.
 */
export function HeadBrowser({files}: {files: CaptureFiles}) {
  const {capture} = files;
  const selections = Object.keys(capture.heads);
  const [selection, select] = useState(selections[0] ?? '');
  const [refusal, refuse] = useState<string | null>(null);
  const layers = layersOf(files);
  if (layers.length === 0) return null;
  const chosen = Object.hasOwn(capture.heads, selection)
    ? capture.heads[selection]
    : null;
  const take = async (layer: number, head: number): Promise<void> => {
    if (selection === '') return;
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
        {layers.flatMap(({name, data, shape: [heads, queries, keys]}, layer) =>
          Array.from({length: heads}, (_, head) => (
            <button
              key={`${name}.${head}`}
              data-head={`${layer}.${head}`}
              title={`${name}, head ${head}`}
              aria-pressed={chosen?.layer === layer && chosen.head === head}
              onClick={() => void take(layer, head)}
            >
              <Thumbnail
                data={data.subarray(head * queries * keys, (head + 1) * queries * keys)}
                queries={queries}
                keys={keys}
              />
            </button>
          )),
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
