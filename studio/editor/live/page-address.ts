/** What is asked for by an address of the editor. */
export type Page =
  {kind: 'lessons'} | {kind: 'editor'; lesson: string} | {kind: 'redirect'; to: string};

/**
 * The page at an address, or `null` where it is none of ours. Pure.
 *
 * @param url - Path and query.
 * @param referer - The address of the page that led here.
 * @param lessons - Names of the lessons that are open.
 */
export function pageFor(
  url: string,
  referer: string | undefined,
  lessons: readonly string[],
): Page | null {
  const {pathname, search} = new URL(url, 'http://localhost');
  const [name, ...rest] = pathname.slice(1).split('/');
  if (rest.some(part => part !== '')) return null;
  if (name !== '') return lessons.includes(name) ? {kind: 'editor', lesson: name} : null;
  if (lessons.length === 1) return {kind: 'redirect', to: `/${lessons[0]}${search}`};
  // The editor's own link to this page says nothing of language and theme.
  const shown = search === '' ? viewIn(referer) : '';
  return shown === '' ? {kind: 'lessons'} : {kind: 'redirect', to: `/${shown}`};
}

/** Language and theme of an address, as a query. */
function viewIn(address: string | undefined): string {
  if (address === undefined || !URL.canParse(address)) return '';
  const view = new URLSearchParams();
  for (const [name, value] of new URL(address).searchParams)
    if (name === 'locale' || name === 'theme') view.set(name, value);
  return view.size === 0 ? '' : `?${view.toString()}`;
}

/**
 * A path of the file system as the path of an address. What servers that decode a whole
 * address leave encoded stays as it is.
 */
export const addressOf = (path: string): string =>
  encodeURI(path).replaceAll('?', '%3F').replaceAll('#', '%23');
