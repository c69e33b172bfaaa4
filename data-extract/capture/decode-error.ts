import type {CapturedToken} from './format.ts';

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

/** A special token that stands in the text, like `[MASK]`, has no bytes. */
function withoutSpecial(text: string, tokens: readonly CapturedToken[]): string {
  return tokens.reduce(
    (rest, {special, text: own}) =>
      special && own !== null ? rest.replace(own, '') : rest,
    text,
  );
}

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s▁]+/g, '');
