import type {StagePage} from './stage-page.ts';

/** A page that is opened when it is first asked for. */
export interface LazyPage {
  get(): Promise<StagePage>;
  close(): Promise<void>;
}

/** @param openPage - Opens the page. */
export function lazyPage(openPage: () => Promise<StagePage>): LazyPage {
  let page: Promise<StagePage> | null = null;
  return {
    get: () => (page ??= openPage()),
    close: async () => (await page?.catch(() => null))?.close(),
  };
}
