/** A text without the mark that editors of some systems put before its first character. */
export const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '');
