import type {CapturedToken} from '../../data-extract/capture/format.ts';

/**
 * What a chip says: the token's text without its leading space, visible marks for line
 * breaks and lone spaces, hex for bytes that are no whole characters.
 */
export function tokenLabel({text, bytes}: Pick<CapturedToken, 'text' | 'bytes'>): string {
  if (text === null) return (bytes.match(/../g) ?? []).join(' ').toUpperCase();
  const word = text.replace(/^ /, '');
  if (word.trim() !== '') return word.replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return text.replaceAll(' ', '\u00B7').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}
