/** What stands around a picture, in the language of this run. */
export interface FigureTexts {
  title: string;
  /** What is left out or averaged, each in a few words; none where all is drawn. */
  notes: readonly string[];
}
