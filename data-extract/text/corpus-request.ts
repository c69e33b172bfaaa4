/** A text file, plain or compressed with gzip. */
export interface CorpusRequest {
  /** Relative to the repository. */
  path: string;
  /** What stands between documents. Default `<|endoftext|>`. */
  separator?: string;
  /** Only the first so many. Default all. */
  documents?: number;
}
