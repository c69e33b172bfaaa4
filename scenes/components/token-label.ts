import type {CapturedToken} from '../../data-extract/text/token.ts';

type Labelled = Pick<CapturedToken, 'text' | 'bytes'>;

/** Marks that stand for white space; the bundled faces have them. */
const MARKS: Record<string, string> = {
  ' ': '\u00B7',
  '\n': '\u21B5',
  '\t': '\u21E5',
};

/** Characters that have no picture of their own: white space, controls, format marks. */
const UNSEEN = String.raw`\p{Z}\p{Cc}\p{Cf}`;
const JOINER = String.raw`[\u200C\u200D]`;
const TAG = String.raw`[\u{E0020}-\u{E007F}]`;

/**
 * What is written as marks or code points: characters without a picture, but no joiners
 * between two that are seen and no tags of a flag, which make one picture of several; at
 * the start of a token also marks that belong on a letter, which is in another token.
 */
const INVISIBLE = new RegExp(
  [
    `(?!${JOINER}|${TAG})[${UNSEEN}]`,
    `(?<![^${UNSEEN}])${JOINER}`,
    `${JOINER}(?![^${UNSEEN}])`,
    String.raw`(?<!\u{1F3F4}${TAG}*)${TAG}`,
    String.raw`^\p{M}+`,
  ].join('|'),
  'gu',
);

/**
 * What a chip says: the token's text without its leading space, visible marks for line
 * breaks and lone spaces, hex for bytes that are no whole characters.
 */
export function tokenLabel(token: Labelled): string {
  const word = token.text?.replace(/^ /, '') ?? '';
  if (word.trim() === '') return exactLabel(token);
  return word.replace(INVISIBLE, mark => (mark === ' ' ? mark : markOf(mark)));
}

/** What a chip says where spaces matter: like {@link tokenLabel}, with every space marked. */
export function exactLabel({text, bytes}: Labelled): string {
  if (text === null) return hexOf(bytes);
  return text.replace(INVISIBLE, markOf);
}

/**
 * What chips of several tokens say that stand side by side: like {@link tokenLabel}, with
 * every space marked where two would look the same.
 */
export function distinctLabels(tokens: readonly Labelled[]): string[] {
  const labels = tokens.map(tokenLabel);
  return labels.map((label, i) =>
    labels.indexOf(label) === labels.lastIndexOf(label) ? label : exactLabel(tokens[i]),
  );
}

/** Like {@link exactLabel}, with the mark of vocabularies that mark pieces inside words. */
export function pieceLabel(token: Labelled & {continues?: true}): string {
  return `${token.continues ? '##' : ''}${exactLabel(token)}`;
}

/** Bytes as they are written in pictures: `F0 9F`. */
export function hexOf(bytes: string): string {
  return (bytes.match(/../g) ?? []).join(' ').toUpperCase();
}

const markOf = (characters: string): string =>
  [...characters]
    .map(character => {
      const point = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
      return MARKS[character] ?? `U+${point.padStart(4, '0')}`;
    })
    .join(' ');
