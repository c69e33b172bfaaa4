import type {CaptureFiles} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {openWordVectors} from 'attention-in-motion/captured/word-vectors';

import {robustLimit} from './row-cells.ts';

/** Numbers of a vector that are written out. */
export const NEAR = 10;

/** Vectors of words, the sum of some, and what is near it. */
export function readRows(files: CaptureFiles) {
  const vectors = openWordVectors(files);
  const {source, dModel, size} = vectors;
  const [word, near, far] = vectors.words;
  const {terms, all, others, sums} = vectors.analogy('sum');
  const before = vectors.nearest(word).find(own => own.word === others[0].word);
  const inputs = terms.map(term => term.word);
  const signs = terms.map(({sign}, i) => (i === 0 ? '' : sign > 0 ? '+ ' : '\u2212 '));
  const compared = [word, near, far];
  const cosines = compared.map(own => vectors.cosine(word, own));
  return {
    compared,
    inputs,
    signs,
    all,
    others,
    sums,
    before,
    source,
    limit: robustLimit(vectors.words.map(own => vectors.vector(own).data)),
    rows: Tensor.stack(
      compared.map(own => vectors.vector(own)),
      'word',
    ),
    cosines: Tensor.of(cosines, 'word', source),
    terms: Tensor.stack([...inputs.map(own => vectors.vector(own)), sums[0]], 'word'),
    isInput: inputs.includes(all[0].word),
    facts: {
      word,
      near,
      far,
      size,
      dModel,
      wide: Math.min(NEAR, dModel),
      cosine: {
        near: cosines[1],
        far: cosines[2],
      },
      expression: inputs.map((own, i) => `${signs[i]}${own}`).join(' '),
      first: all[0].word,
      other: {
        word: others[0].word,
        before: before?.cosine ?? 0,
        after: others[0].cosine,
      },
    },
  };
}
