import {LAYOUT} from '../../scenes/theme/layout.ts';
import {contrastOf} from '../lint/contrast.ts';
import type {PixelBox, Pixels} from '../lint/contrast.ts';
import {boundsOf} from '../lint/geometry.ts';
import type {FrameRecord, Quad} from '../lint/record.ts';
import type {ScenePlayer} from './scene-player.ts';
import type {RecordedText, TextRecorder} from './text-recorder.ts';

/** A text is at rest if it has stood where it is for so many frames. */
const REST = 3;

/**
 * Draw a frame and tell all about its text.
 *
 * @param scale - Pixels of the canvas per pixel of the frame.
 */
export async function inspectFrame(
  player: ScenePlayer,
  recorder: TextRecorder,
  frame: number,
  scale: number,
): Promise<FrameRecord> {
  await player.draw(Math.max(0, frame - REST));
  const before = new Set(recorder.texts.map(stateOf));
  await player.draw(frame);
  const {texts} = recorder;
  const whole = pixelsOf(player.canvas);
  recorder.mode = 'bare';
  await player.redraw();
  const bare = pixelsOf(player.canvas);
  recorder.mode = 'marked';
  await player.redraw();
  const marked = pixelsOf(player.canvas);
  recorder.mode = 'whole';
  const passes = {whole, bare, marked};
  return {
    texts: texts.map((text, i) => ({
      ...text,
      moving: !before.has(stateOf(text)),
      contrast: contrastOf(passes, i, pixelBox(text.quad, scale)),
    })),
    empty: isUniform(whole, {
      left: 0,
      right: whole.width,
      top: Math.ceil(LAYOUT.stage.top * scale),
      bottom: Math.floor(LAYOUT.stage.bottom * scale),
    }),
  };
}

/** What changes when a text moves; a figure that counts up stays where it is. */
const stateOf = ({node, quad: [{x, y}], size, alpha}: RecordedText): string =>
  [node, x.toFixed(1), y.toFixed(1), size.toFixed(1), alpha.toFixed(2)].join('|');

function pixelsOf(canvas: HTMLCanvasElement): Pixels {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser has no 2D canvas.');
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

function pixelBox(quad: Quad, scale: number): PixelBox {
  const {left, top, right, bottom} = boundsOf(quad);
  return {
    left: Math.floor(left * scale) - 1,
    top: Math.floor(top * scale) - 1,
    right: Math.ceil(right * scale) + 1,
    bottom: Math.ceil(bottom * scale) + 1,
  };
}

/** Whether a part of a picture is all of one colour. */
function isUniform({data, width}: Pixels, box: PixelBox): boolean {
  const colors = new Uint32Array(data.buffer);
  const from = box.top * width;
  for (let i = from; i < box.bottom * width; i++) {
    if (colors[i] !== colors[from]) return false;
  }
  return true;
}
