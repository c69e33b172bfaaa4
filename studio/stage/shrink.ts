import type {Pixels} from '../lint/judge/contrast.ts';

/**
 * A small picture of what was looked at.
 *
 * @param width - Of the small picture, in pixels.
 * @returns A PNG data URL.
 */
export function shrink({data, order, ...large}: Pixels, width: number): string {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = Math.round((width * large.height) / large.width);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser has no 2D canvas.');
  const frame = new VideoFrame(data, {
    format: order,
    codedWidth: large.width,
    codedHeight: large.height,
    timestamp: 0,
  });
  try {
    context.imageSmoothingQuality = 'high';
    context.drawImage(frame, 0, 0, canvas.width, canvas.height);
  } finally {
    frame.close();
  }
  return canvas.toDataURL('image/png');
}
