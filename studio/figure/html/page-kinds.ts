import type {KindName} from '../../../scenes/figures/kinds.ts';
import {attentionPage} from './attention-page.ts';
import {lensPage} from './lens-page.ts';
import {nextTokenPage} from './next-token-page.ts';
import type {PageKind} from './page-kind.ts';

/** Kinds of figures that can be pages. */
const PAGES: Partial<Record<KindName, PageKind>> = {
  attention: attentionPage,
  'next-token': nextTokenPage,
  lens: lensPage,
};

/** The page of a kind, or `null` where it has none. */
export const pageOf = (kind: KindName): PageKind | null => PAGES[kind] ?? null;

/** Names of the kinds that can be pages. */
export const PAGE_KINDS = Object.keys(PAGES);
