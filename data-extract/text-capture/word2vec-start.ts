import type {Word2vecDeclaration} from '../declare/vector-declaration.ts';
import type {Vocabulary} from '../text/vocabulary.ts';
import type {Word2vecMatrices} from '../text/word2vec.ts';
import type {NamedValues} from './kind.ts';

/** How many rows of each matrix are kept. */
const MOST = 10;

/** Some rows of both matrices before the first step: of the traced pair, then of the groups. */
export class StartRows {
  public readonly words: string[];
  private data = new Float32Array(0);

  public constructor(
    {input, output}: Word2vecDeclaration['trace'],
    groups: Word2vecDeclaration['map']['groups'],
    private readonly vocabulary: Vocabulary,
    private readonly dModel: number,
  ) {
    // One word of each group in turn, so that the rows are not all of one kind.
    const lists = Object.values(groups);
    const turns = Math.max(...lists.map(list => list.length));
    const others = Array.from({length: turns}, (_, i) =>
      lists.flatMap(list => list.slice(i, i + 1)),
    ).flat();
    this.words = [...new Set([input, output, ...others])].slice(0, MOST);
  }

  public take({input, output}: Word2vecMatrices): void {
    const {dModel, vocabulary} = this;
    const rows = [input, output].flatMap(matrix =>
      this.words.map(word => {
        const start = vocabulary.indexOf(word) * dModel;
        return matrix.slice(start, start + dModel);
      }),
    );
    this.data = Float32Array.from(rows.flatMap(row => [...row]));
  }

  public tensor(): NamedValues {
    return {
      name: 'start',
      shape: [2, this.words.length, this.dModel],
      axes: ['matrix', 'word', 'd_model'],
      data: this.data,
    };
  }
}
