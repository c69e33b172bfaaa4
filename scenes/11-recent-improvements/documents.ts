/** Short texts that have nothing to do with each other. */
export const DOCUMENTS = {
  a: 'Lily saw a little bird in the tree. It was sad, so she sang to it.',
  b: 'Water boils at 100 degrees.',
  c: 'The train to the coast leaves at nine and takes two hours.',
  d: 'Mix flour and eggs, then add milk.',
  e: 'Thank you for your letter.',
  f: 'Two is the only even prime.',
} as const;
