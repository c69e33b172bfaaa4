import type {CapturedToken} from '../text/token.ts';

/**
 * 0 where the bytes of the tokens are the text, `Infinity` where they are not. Some
 * tokenizers do not keep spaces and capitals by design; then the rest must agree.
 */
export function decodeError(text: string, tokens: readonly CapturedToken[]): number {
  const bytes = tokens.map(token => token.bytes).join('');
  const plain = withoutSpecial(text, tokens);
  if (bytes === Buffer.from(plain, 'utf8').toString('hex')) return 0;
  const decoded = Buffer.from(bytes, 'hex').toString('utf8');
  return bare(decoded) === bare(plain) ? 0 : Infinity;
}

/** A special token that stands in the text, like `[MASK]`, has no bytes; nor has an unknown one. */
function withoutSpecial(text: string, tokens: readonly CapturedToken[]): string {
  let known = '';
  let from = 0;
  for (const {unknown, start, end} of tokens) {
    if (!unknown || start < from) continue;
    known += text.slice(from, start);
    from = end;
  }
  return tokens.reduce(
    (rest, {special, unknown, text: own}) =>
      special && !unknown && own !== null ? rest.replace(own, '') : rest,
    known + text.slice(from),
  );
}

const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\s▁\p{M}]+/gu, '');
