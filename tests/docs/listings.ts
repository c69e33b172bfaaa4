/** A block of code on a page of the documentation. */
export interface Listing {
  /** As the page marks it, e.g. `sh`. */
  language: string;
  code: string;
  /** What the page says that it prints; `null` where it says nothing. */
  prints: string | null;
}

const BLOCK = /^```(\w*)\n(.*?)^```$/gms;

/** The listings of a page in their order; a block of `text` is what the last one prints. */
export function listingsOf(page: string): Listing[] {
  const listings: Listing[] = [];
  for (const [, language, code] of page.matchAll(BLOCK)) {
    const last = listings.at(-1);
    if (language === 'text' && last) last.prints = code;
    else listings.push({language, code, prints: null});
  }
  return listings;
}
