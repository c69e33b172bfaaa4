import {LAYOUT} from '../../scenes/theme/layout.ts';
import {seenOf} from '../lint/judge/contrast.ts';
import type {Seen} from '../lint/judge/contrast.ts';
import {fillOf} from '../lint/judge/fill.ts';
import {boundsOf, quadOf} from '../lint/judge/geometry.ts';
import type {FrameRecord, Quad} from '../lint/judge/record.ts';
import {isFull} from '../lint/judge/rules.ts';
import {PixelReader} from './read-pixels.ts';
import type {ScenePlayer} from './scene-player.ts';
import type {RecordedText, TextRecorder} from './text-recorder.ts';

/** A text is at rest if it has stood where it is for so many frames, which are drawn too. */
export const REST = 3;

/** The three pictures of a frame are needed at the same time. */
const readers = {
  whole: new PixelReader(),
  bare: new PixelReader(),
  marked: new PixelReader(),
};

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
  const whole = await readers.whole.read(player.canvas);
  recorder.mode = 'bare';
  await player.redraw();
  const bare = await readers.bare.read(player.canvas);
  recorder.mode = 'marked';
  await player.redraw();
  const marked = await readers.marked.read(player.canvas);
  recorder.mode = 'whole';
  const passes = {whole, bare, marked};
  return {
    texts: texts.map((text, i) => {
      const pixels = text.quad.map(({x, y}) => ({x: x * scale, y: y * scale}));
      const seen = seenOf(passes, i, pixels as unknown as Quad, text.size * scale);
      const upright = text.quad[0].y === text.quad[1].y;
      return {
        ...text,
        moving: !before.has(stateOf(text)),
        contrast: seen?.contrast ?? null,
        seen: seen && upright ? within(text.quad, seen.box, scale) : text.quad,
      };
    }),
    ...fillOf(whole, {
      left: 0,
      right: whole.width,
      top: Math.ceil(LAYOUT.stage.top * scale),
      bottom: Math.floor(LAYOUT.stage.bottom * scale),
    }),
  };
}

/** What changes when a text moves; a full figure that counts up stays where it is. */
function stateOf({node, text, quad: [{x, y}], size, alpha}: RecordedText): string {
  const word = isFull({alpha}) ? text.replace(/\d/g, '0') : text;
  const numbers = [x.toFixed(1), y.toFixed(1), size.toFixed(1), alpha.toFixed(2)];
  return [node, word, ...numbers].join('|');
}

/** The part of an upright quad that lies in a box of pixels. */
function within(quad: Quad, box: Seen['box'], scale: number): Quad {
  const ink = boundsOf(quad);
  return quadOf({
    left: Math.max(ink.left, box.left / scale),
    top: Math.max(ink.top, box.top / scale),
    right: Math.min(ink.right, box.right / scale),
    bottom: Math.min(ink.bottom, box.bottom / scale),
  });
}
