import type {Page} from 'playwright-core';

import {escapeXml} from './escape-xml.ts';

/**
 * Print an SVG document as a PDF of one page that is just as large.
 *
 * @param request - The document, its size in pixels, and what the PDF is called.
 */
export async function toPdf(
  openBlank: () => Promise<Page>,
  {
    svg,
    size: {width, height},
    title,
  }: {svg: string; size: {width: number; height: number}; title: string},
): Promise<Buffer> {
  const page = await openBlank();
  try {
    await page.setContent(
      `<!doctype html><title>${escapeXml(title)}</title><style>@page{size:${width}px ${height}px;margin:0}body{margin:0}svg{display:block}</style>${svg}`,
    );
    await requireFaces(page);
    const pdf = await page.pdf({preferCSSPageSize: true, printBackground: true});
    return withoutDates(pdf);
  } finally {
    await page.close();
  }
}

/** Faces are fetched once something is laid out in them. As text: Node knows no document. */
const MISSING = `(async () => {
  document.body.getBoundingClientRect();
  await document.fonts.ready;
  return [...document.fonts].flatMap(({status, family}) => status === 'loaded' ? [] : [family]);
})()`;

/** @throws Where a face is missing: the browser would take a font of the machine. */
async function requireFaces(page: Page): Promise<void> {
  const missing = await page.evaluate<string[]>(MISSING);
  if (missing.length > 0)
    throw new Error(`Faces were not loaded: ${missing.join(', ')}.`);
}

/** The same picture is the same file: no time of making in it. */
function withoutDates(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1');
  // A date of the same length, since the file lists its parts by place.
  const plain = text.replace(
    /(\/(?:CreationDate|ModDate) \(D:)[^)]*\)/g,
    (found, head: string) =>
      `${head}${"20000101000000+00'00'".padEnd(found.length - head.length - 1, ' ')})`,
  );
  return Buffer.from(plain, 'latin1');
}
