/** Characters that a font file has. */
export interface GlyphCoverage {
  sha256: string;
  /** Inclusive ranges of code points, sorted. */
  ranges: readonly (readonly [number, number])[];
}

/** One bundled font file. */
export interface Face {
  family: string;
  weight: 500 | 600 | 700;
  url: string;
  glyphs: GlyphCoverage;
}
