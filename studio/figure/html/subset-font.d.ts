declare module 'subset-font' {
  /**
   * A font with the glyphs that a text needs and no others.
   *
   * @param font - The bytes of any font file.
   */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: {
      targetFormat: 'woff2';
      /** Where axes of a variable font are pinned. */
      variationAxes?: Readonly<Record<string, number>>;
    },
  ): Promise<Buffer>;
}
