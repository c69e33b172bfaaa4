/** Motion Canvas's option `proxy`, as a project's Vite configuration gives it. */
export interface ProxyOptions {
  /** `image/png` or `image/*`; pictures and videos by default. */
  allowedMimeTypes: readonly string[];
  /** Hosts that may be asked; all where there are none. */
  allowListHosts: readonly string[];
}

const PATH = '/cors-proxy/';

/** The option with what it leaves open filled in; `null` where there is to be no proxy. */
export function proxyOptions(given: unknown): ProxyOptions | null {
  if (given === undefined || given === null || given === false) return null;
  const {allowedMimeTypes, allowListHosts} = (given === true ? {} : given) as {
    [K in keyof ProxyOptions]?: unknown;
  };
  return {
    allowedMimeTypes: texts(allowedMimeTypes) ?? ['image/*', 'video/*'],
    allowListHosts: texts(allowListHosts) ?? [],
  };
}

const texts = (value: unknown): string[] | null =>
  Array.isArray(value) ? value.map(entry => String(entry).trim().toLowerCase()) : null;

/** Whether an address of the stage is one of Motion Canvas's proxy. */
export const isProxied = (url: URL): boolean => url.pathname.startsWith(PATH);

/**
 * What the proxy is asked for. Pure.
 *
 * @returns Its address, or why it is not given.
 */
export function proxiedAddress(
  url: URL,
  {allowListHosts}: ProxyOptions,
): {address: string} | {refused: string} {
  const text = decodeURIComponent(url.pathname.slice(PATH.length));
  if (!URL.canParse(text) || !/^https?:/.test(text))
    return {refused: `${text} is no address of the web`};
  // Motion Canvas's own code takes the port for a part of the host, its plugin does not.
  const {hostname, host} = new URL(text);
  const isListed = [hostname, host].some(name => allowListHosts.includes(name));
  if (allowListHosts.length > 0 && !isListed)
    return {refused: `${hostname} is not among the allowListHosts of its proxy`};
  return {address: text};
}

/** Why the proxy does not pass on a file of this type, or `null`. Pure. */
export function proxyRefuses(
  type: string | null,
  {allowedMimeTypes}: ProxyOptions,
): string | null {
  const found = (type ?? '').split(';')[0].trim().toLowerCase();
  const [kind] = found.split('/');
  if (allowedMimeTypes.length === 0) return null;
  if (allowedMimeTypes.some(one => one === found || one === `${kind}/*`)) return null;
  return `its type "${found}" is not among the allowedMimeTypes of its proxy`;
}
