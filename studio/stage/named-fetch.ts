/**
 * Has a request that fails say what was asked for: the browser says only "Failed to fetch".
 *
 * @param page - Where requests are made from.
 */
export function nameFailedFetches(page: Pick<Window, 'fetch'>): void {
  const fetch = page.fetch.bind(window);
  page.fetch = async (input, init) => {
    try {
      return await fetch(input, init);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      const url = input instanceof Request ? input.url : String(input);
      throw new TypeError(`${url} could not be fetched: ${error.message}`, {
        cause: error,
      });
    }
  };
}
