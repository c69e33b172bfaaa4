import type {Word2vecDeclaration} from '../declare/vector-declaration.ts';
import {cosine} from '../text/bag-of-words.ts';
import {principalPlane, project, unit} from '../text/projection.ts';
import type {Word2vecResult, Word2vecSnapshot} from '../text/vector-results.ts';
import type {Vocabulary} from '../text/vocabulary.ts';
import type {Word2vecProgress} from '../text/word2vec.ts';
import type {NamedValues, TextValues} from './kind.ts';

/**
 * The ways of words over a training: their directions, seen on one plane. The plane is the
 * one on which the words of the groups lie furthest apart in the end.
 */
export class WordWays {
  private readonly words: Word2vecResult['map']['words'];
  private readonly groups: readonly string[];
  private readonly snapshots: Word2vecSnapshot[] = [];
  private readonly rows: Float32Array[][] = [];

  public constructor(
    {groups, others = 0}: Word2vecDeclaration['map'],
    private readonly vocabulary: Vocabulary,
    private readonly dModel: number,
  ) {
    const entry = (text: string, group: string | null) => ({
      text,
      group,
      count: vocabulary.counts[vocabulary.indexOf(text)],
    });
    this.groups = Object.keys(groups);
    const grouped = this.groups.flatMap(group => groups[group].map(w => entry(w, group)));
    const known = new Set(grouped.map(({text}) => text));
    const rest = vocabulary.words.filter(word => !known.has(word)).slice(0, others);
    this.words = [...grouped, ...rest.map(word => entry(word, null))];
  }

  /** @param vectors - `[word, d_model]` of the whole vocabulary. */
  public take(vectors: Float32Array, {pairs, loss}: Word2vecProgress): void {
    const rows = this.words.map(({text}) => {
      const start = this.vocabulary.indexOf(text) * this.dModel;
      return unit(vectors.subarray(start, start + this.dModel));
    });
    this.rows.push(rows);
    this.snapshots.push({pairs, loss, ...this.cohesion(rows)});
  }

  /** What has been taken, on the plane of the last. */
  public draw(): {
    map: Word2vecResult['map'];
    snapshots: Word2vecSnapshot[];
    tensor: NamedValues;
    checks: TextValues['checks'];
  } {
    const last = this.rows[this.rows.length - 1];
    const plane = principalPlane(last.filter((_, i) => this.words[i].group !== null));
    const points = this.rows.map(rows => project(rows, plane));
    const [a, b] = plane.axes;
    const product = (u: Float64Array, v: Float64Array): number =>
      u.reduce((sum, value, i) => sum + value * v[i], 0);
    const skew = [product(a, a) - 1, product(b, b) - 1, product(a, b)].map(Math.abs);
    return {
      map: {words: this.words, groups: [...this.groups], explained: [...plane.explained]},
      snapshots: this.snapshots,
      tensor: {
        name: 'map',
        shape: [points.length, this.words.length, 2],
        axes: ['snapshot', 'word', 'axis'],
        data: Float32Array.from(points.flatMap(values => [...values])),
      },
      checks: [
        {
          name: 'axes of the map are of length 1, at right angles',
          error: Math.max(...skew),
        },
      ],
    };
  }

  /** Mean cosine of words of one group, and of words of different groups. */
  private cohesion(rows: readonly Float32Array[]): {within: number; between: number} {
    const sums = {within: [0, 0], between: [0, 0]};
    this.words.forEach(({group}, i) => {
      if (group === null) return;
      for (let j = 0; j < i; j++) {
        const sum = sums[this.words[j].group === group ? 'within' : 'between'];
        sum[0] += cosine(rows[i], rows[j]);
        sum[1]++;
      }
    });
    const mean = ([total, count]: number[]): number => total / count;
    return {within: mean(sums.within), between: mean(sums.between)};
  }
}
