import {deflateSync} from 'node:zlib';

import {PAGE_MARK} from '../../render/stills/picture-mark.ts';
import type {PageData} from '../page/page-data.ts';
import type {PageCode} from './bundle-page.ts';
import type {Packing} from './finest-that-fits.ts';

/** Nothing may be read from anywhere, whatever a script or a style should ask for. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; font-src data:";

/**
 * A page in one file: script, style and values. Pure.
 *
 * @param title - Until the script has run.
 */
export function writePage(
  data: PageData,
  {script, style}: PageCode,
  title: string,
  packing: Packing,
): string {
  const level = packing === 'small' ? 9 : 6;
  const values = deflateSync(JSON.stringify(data), {level}).toString('base64');
  return [
    '<!doctype html>',
    `<html lang="${escape(data.locale)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    PAGE_MARK,
    `<title>${escape(title)}</title>`,
    `<style>${style.trim()}</style>`,
    '</head>',
    '<body>',
    '<noscript>This figure needs JavaScript.</noscript>',
    '<div id="app"></div>',
    `<script type="text/plain" id="values">${values}</script>`,
    `<script>${script.trim().replaceAll('</script', '<\\/script')}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const escape = (text: string): string => text.replace(/[&<>"]/g, mark => ESCAPES[mark]);
