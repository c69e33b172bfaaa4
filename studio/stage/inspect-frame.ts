import {LAYOUT} from '../../scenes/theme/layout.ts';
import {seenOf} from '../lint/judge/contrast.ts';
import type {Pixels, Seen} from '../lint/judge/contrast.ts';
import {fillOf} from '../lint/judge/fill.ts';
import {boundsOf, quadOf} from '../lint/judge/geometry.ts';
import type {FrameRecord, Quad} from '../lint/judge/record.ts';
import {isFull} from '../lint/judge/rules.ts';
import type {OpenRequest} from './protocol.ts';
import {PixelReader} from './read-pixels.ts';
import type {ScenePlayer} from './scene-player.ts';
import type {RecordedText, TextRecorder} from './text-recorder.ts';

/** A text is at rest if it has stood where it is for so many seconds, or for one frame. */
const REST = 0.05;

/** The frame in which a text must have stood where it stands now, to be at rest. */
export const restBefore = (frame: number, fps: number): number =>
  Math.max(0, frame - Math.max(1, Math.round(REST * fps)));

/** The three pictures of a frame are needed at the same time. */
const readers = {
  whole: new PixelReader(),
  bare: new PixelReader(),
  marked: new PixelReader(),
};

/** The frame that was looked at last, as it is; good until the next look. */
export const lookedAt = (): Pixels => readers.whole.last;

/** What was told of the last picture, as long as nothing else has been drawn. */
let told: {player: ScenePlayer; drawings: number; record: FrameRecord} | null = null;

/**
 * Draw a frame and tell all about its text. A frame that shows what the one before showed
 * is not drawn again.
 *
 * @param how - Frames per second, and pixels of the canvas per pixel of the frame.
 */
export async function inspectFrame(
  player: ScenePlayer,
  recorder: TextRecorder,
  frame: number,
  {fps, scale}: Pick<OpenRequest, 'fps' | 'scale'>,
): Promise<FrameRecord> {
  // What was drawn since then is nearer than what is asked for.
  const rest = Math.max(restBefore(frame, fps), Math.min(frame, player.reached));
  if (await player.reach(rest)) await player.sketch();
  const before = new Set(recorder.texts.map(stateOf));
  const changed = await player.reach(frame);
  if (!changed && told?.player === player && told.drawings === player.drawings) {
    return atRest(told.record);
  }
  await player.redraw();
  const record = await lookAt(player, recorder, before, scale);
  told = {player, drawings: player.drawings, record};
  return record;
}

/** The same picture, in which nothing moves any more. */
const atRest = (record: FrameRecord): FrameRecord => ({
  ...record,
  texts: record.texts.map(text => ({...text, moving: false})),
});

/**
 * Tell all about the text of the picture that has just been drawn.
 *
 * @param before - States of its texts a moment ago.
 */
async function lookAt(
  player: ScenePlayer,
  recorder: TextRecorder,
  before: ReadonlySet<string>,
  scale: number,
): Promise<FrameRecord> {
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
