import type {ProbeRequests} from '../../../data-extract/declare/declaration.ts';
import type {ModelKind} from '../../../data-extract/run/open-model.ts';
import type {CapturedToken} from '../../../data-extract/text/token.ts';
import type {CaptureFiles} from '../../../scenes/captured/open-capture.ts';
import type {FigureOptions} from '../../../scenes/figures/figure-kind.ts';
import type {PageValues} from '../page/page-data.ts';

/** What a page is made of. */
export interface PageRequest {
  files: CaptureFiles;
  options: FigureOptions;
  /** Layers that the page has; `null` for all. */
  layers: readonly number[] | null;
}

/** A model and a text before it runs for a page. */
export interface PageModel {
  kind: ModelKind;
  /** Layers of the text's attention. */
  attention: readonly number[];
  /** Heads of each, `null` where that is not known before it runs. */
  heads: number | null;
  /** The tokens of the text. */
  tokens: readonly CapturedToken[];
  /** Layers that the page is to have; `null` for all. */
  layers: readonly number[] | null;
  /** Whether the capture is kept, with all layers. */
  isKept: boolean;
}

/** A kind of figure that can be looked around in, as a page. */
export interface PageKind {
  /**
   * What the model is asked: more than a picture needs, as all can be chosen.
   *
   * @throws UserError where a page has no room for that.
   */
  probes(options: FigureOptions, model: PageModel): ProbeRequests;
  /** Whether layers can be chosen. */
  takesLayers: boolean;
  /**
   * What the page shows, the finest first: where that is too much for a page, the next is
   * taken, which says less of each value.
   *
   * @throws UserError where an option does not fit the model or the text.
   */
  read(request: PageRequest): readonly (() => PageValues)[];
}
