import type {CaptureOnDisk} from '../../../data-extract/capture/capture-folder.ts';
import type {Course} from '../../../data-extract/course/course.ts';
import {timed} from '../../../foundations/timed.ts';
import {UserError} from '../../../foundations/user-error.ts';
import {sourceOf} from '../../../scenes/captured/open-capture.ts';
import {figureWords} from '../../../scenes/figures/words.ts';
import {group} from '../../../scenes/script/numbers.ts';
import type {FigureRequest} from '../figure-request.ts';
import {languageName} from '../page/language-name.ts';
import type {PageData, PageValues} from '../page/page-data.ts';
import {bundlePage} from './bundle-page.ts';
import {finestThatFits} from './finest-that-fits.ts';
import type {Packing} from './finest-that-fits.ts';
import {pageFonts} from './page-fonts.ts';
import {pageOf} from './page-kinds.ts';
import {writePage} from './write-page.ts';

/** Bytes of the largest page: it is to be sent by mail. */
const MOST_BYTES = 500_000;

/**
 * A figure as a page that can be looked around in: one file, which asks nothing of any
 * network.
 *
 * @throws UserError where it would be too large.
 */
export async function drawPage(
  {kind, options, look, layers}: FigureRequest,
  files: CaptureOnDisk,
  course: Course,
): Promise<string> {
  const page = pageOf(kind);
  if (page === null) throw new Error(`${kind} is no page.`);
  const code = await timed('bundle', () => bundlePage());
  const {capture} = files;
  const {provenance} = capture;
  const title = look.title ?? figureWords(look.locale).kinds[kind];
  const reads = page.read({files, options, layers});
  // The browser knows what languages call themselves; the script does not say it.
  const words = [code.script, ...course.locales.map(languageName)].join('');
  const {tokens, target, results} = capture;
  const fonts = await pageFonts(words, [look.title, tokens, target, results]);
  const styled = {...code, style: `${fonts}\n${code.style}`};
  const write = (values: PageValues, packing: Packing): string => {
    const data: PageData = {
      title: look.title,
      theme: look.theme,
      locale: look.locale,
      locales: course.locales,
      // Tensors have marks of their own.
      source: sourceOf(values.kind === 'attention' ? {provenance} : capture),
      leftOut: capture.unrecognised ?? [],
      layersOf: layers === null ? null : capture.provenance.model.layers,
      values,
    };
    return writePage(data, styled, title, packing);
  };
  const {html, bytes} = finestThatFits(
    reads.map(read => packing => write(read(), packing)),
    MOST_BYTES,
  );
  if (html !== null) return html;
  throw new UserError(
    'figure-large',
    `The page would have ${group(Math.ceil(bytes / 1000))} KB; ${group(MOST_BYTES / 1000)} are the most.`,
    page.takesLayers
      ? 'Give a shorter text, or fewer layers: --layers 0,3-5.'
      : 'Give a shorter text, or a smaller --top.',
  );
}
