/** A line that git leaves where two sides of a merge differ; in any line of a text. */
export const MERGE_MARK = /^(?:<{7}|>{7}) /m;
