/** The part of the package that tests use; it brings no types of its own. */
declare module 'webvtt-parser' {
  export class WebVTTParser {
    public parse(
      text: string,
      mode: 'metadata' | 'subtitles',
    ): {
      cues: {id: string; startTime: number; endTime: number; text: string}[];
      errors: {message: string; line: number}[];
    };
  }
}
