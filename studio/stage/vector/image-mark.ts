import type {Mark} from '../../vector/drawing.ts';
import {cellMarks, isLarge} from './cell-marks.ts';
import {matrixOf} from './matrix.ts';

type Picture = Exclude<CanvasImageSource, SVGImageElement | VideoFrame>;

/** The arguments of `drawImage` in its three forms. */
export type ImageArguments =
  | [image: Picture, x: number, y: number]
  | [image: Picture, x: number, y: number, width: number, height: number]
  | [
      image: Picture,
      sx: number,
      sy: number,
      sWidth: number,
      sHeight: number,
      x: number,
      y: number,
      width: number,
      height: number,
    ];

/** Programs smooth pictures when they enlarge them; so many pixels per cell hide that. */
const ENLARGE = 16;
/** Small cells are not seen any better with more pixels than this for a unit of the drawing. */
const DETAIL = 4;
const MOST = 4096;

/**
 * A picture as it is about to be painted. Where the context does not smooth, large cells of
 * a bitmap become shapes, and small ones are enlarged, so that every program shows them
 * with hard edges.
 *
 * @param draw - The context's own `drawImage`.
 */
export function imageMarks(
  context: CanvasRenderingContext2D,
  args: ImageArguments,
  draw: CanvasRenderingContext2D['drawImage'],
): Mark[] {
  const [image] = args;
  const size = sizeOf(image);
  const [sx, sy, sWidth, sHeight, x, y, width, height] =
    args.length === 9
      ? (args.slice(1) as number[])
      : [
          0,
          0,
          size.width,
          size.height,
          args[1],
          args[2],
          args[3] ?? size.width,
          args[4] ?? size.height,
        ];
  const matrix = matrixOf(context);
  const opacity = context.globalAlpha;
  const copyOf = (times: number): CanvasRenderingContext2D => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, {width: sWidth * times, height: sHeight * times});
    const copy = canvas.getContext('2d');
    if (!copy) throw new Error('The browser has no 2D canvas.');
    copy.imageSmoothingEnabled = false;
    draw.call(copy, image, sx, sy, sWidth, sHeight, 0, 0, canvas.width, canvas.height);
    return copy;
  };
  const place = {x, y, width, height, matrix};
  const cells = {columns: sWidth, rows: sHeight};
  if (!context.imageSmoothingEnabled && isLarge(cells, place)) {
    const {data: pixels} = copyOf(1).getImageData(0, 0, sWidth, sHeight);
    const marks = cellMarks({pixels, ...cells}, place);
    if (marks)
      return opacity === 1 ? marks : [{kind: 'open', opacity}, ...marks, {kind: 'close'}];
  }
  const drawn = Math.max(
    (width / sWidth) * Math.hypot(matrix[0], matrix[1]),
    (height / sHeight) * Math.hypot(matrix[2], matrix[3]),
  );
  const fits = Math.floor(MOST / Math.max(sWidth, sHeight));
  const wanted = Math.min(ENLARGE, fits, Math.ceil(DETAIL * drawn));
  const times = context.imageSmoothingEnabled ? 1 : Math.max(1, wanted);
  const url = copyOf(times).canvas.toDataURL('image/png');
  return [{kind: 'image', url, ...place, opacity}];
}

function sizeOf(image: Picture): {width: number; height: number} {
  if (image instanceof HTMLImageElement) {
    return {width: image.naturalWidth, height: image.naturalHeight};
  }
  if (image instanceof HTMLVideoElement) {
    return {width: image.videoWidth, height: image.videoHeight};
  }
  return {width: image.width, height: image.height};
}
