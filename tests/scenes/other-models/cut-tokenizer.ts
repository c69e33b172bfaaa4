/** What is read of a `tokenizer.json` of byte pairs. */
interface BpeFile {
  model: {vocab: Record<string, number>; merges: [string, string][]};
}

/**
 * The first ids of a byte-level tokenizer: what its training had made by then, as a
 * `tokenizer.json` of a model with a smaller vocabulary.
 */
export function cutTokenizer(text: string, size: number): string {
  const file = JSON.parse(text) as BpeFile;
  const vocab = Object.fromEntries(
    Object.entries(file.model.vocab).filter(([, id]) => id < size),
  );
  const merges = file.model.merges.filter(([a, b]) => Object.hasOwn(vocab, a + b));
  return JSON.stringify({...file, model: {...file.model, vocab, merges}});
}
