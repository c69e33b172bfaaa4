import {crc32} from 'hash-wasm';

/** What pictures of ours say of themselves, so that they may be replaced and no others. */
const MADE_BY = 'Attention in Motion';
const PNG_TEXT = `Software\0${MADE_BY}`;
const SVG_TEXT = `<metadata>Made by ${MADE_BY}</metadata>`;
const PDF_TEXT = `/Creator (${MADE_BY})`;
/** In the head of a page. */
export const PAGE_MARK = `<meta name="generator" content="${MADE_BY}">`;

/** Signature, and the header chunk, which must stay the first: 4 + 4 + 13 + 4 bytes. */
const PNG_HEAD = 8 + 25;

/** A picture with the mark by which it is known again; the kind is told by its ending. */
export async function withMark(
  file: string,
  picture: Buffer | string,
): Promise<Buffer | string> {
  if (typeof picture === 'string')
    return picture.replace(/^<svg [^>]*>\n/, head => `${head}${SVG_TEXT}\n`);
  return file.endsWith('.pdf') ? withCreator(picture) : withText(picture);
}

/** Whether a file is a picture of ours. */
export const hasMark = (content: Buffer): boolean =>
  [PNG_TEXT, SVG_TEXT, PDF_TEXT, PAGE_MARK].some(text =>
    content.includes(text, 0, 'latin1'),
  );

async function withText(png: Buffer): Promise<Buffer> {
  const body = Buffer.from(`tEXt${PNG_TEXT}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  const sum = Buffer.from(await crc32(body), 'hex');
  const [head, rest] = [png.subarray(0, PNG_HEAD), png.subarray(PNG_HEAD)];
  return Buffer.concat([head, length, body, sum, rest]);
}

/** In place of the browser's name, with as many bytes: a PDF lists its parts by place. */
function withCreator(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1');
  const marked = text.replace(/\/Creator \((?:[^()\\]|\\.)*\)/s, found =>
    found.length < PDF_TEXT.length ? found : PDF_TEXT.padEnd(found.length),
  );
  return Buffer.from(marked, 'latin1');
}
