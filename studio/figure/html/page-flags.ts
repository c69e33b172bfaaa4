import type {KindName} from '../../../scenes/figures/kinds.ts';
import {dashed} from '../../command-line/flag.ts';
import {flagError} from '../../command-line/flag-values.ts';
import type {FigureRead} from '../figure-flags.ts';
import {PAGE_KINDS, pageOf} from './page-kinds.ts';

/** Flags about a picture: a page has all views, fills its window, and can be switched. */
export const OF_PICTURES = ['view', 'size', 'bare', 'transparent'] as const;

/**
 * @param sides - How many models or captures there are.
 * @throws UserError where a kind has no page, or what is given has no meaning for one.
 */
export function refuseForPage(flags: FigureRead, kind: KindName, sides: number): void {
  const page = pageOf(kind);
  if (page === null) {
    throw flagError(
      `${kind} cannot be an .html page.`,
      `Pages are for ${PAGE_KINDS.join(', ')}; draw ${kind} as .svg, .png, .pdf or .mp4.`,
    );
  }
  if (sides > 1) {
    throw flagError(
      `An .html page shows one model, and ${sides} are given.`,
      'Draw them side by side as .svg, .png, .pdf or .mp4, or make a page of each.',
    );
  }
  const given = OF_PICTURES.find(
    flag => flags[flag] !== undefined && flags[flag] !== false,
  );
  if (given !== undefined) {
    throw flagError(
      `${dashed(given)} has no meaning for an .html page.`,
      'Leave it out: a page fills its window and shows all views.',
    );
  }
  if (flags.layers !== undefined && !page.takesLayers)
    throw flagError(`--layers has no meaning for ${kind}.`, 'Leave it out.');
}

/** @throws UserError where layers are named for a picture. */
export function refuseLayers({layers}: FigureRead): void {
  if (layers === undefined) return;
  throw flagError(
    '--layers is for .html pages, of which layers can be left out.',
    'Leave it out, or give --out with the ending .html.',
  );
}
