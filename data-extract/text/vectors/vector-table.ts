/** A word and the cosine of the angle between its vector and the one that was asked for. */
export interface Neighbour {
  word: string;
  cosine: number;
}

/** Word vectors, one row per word. */
export class VectorTable {
  private readonly places: ReadonlyMap<string, number>;
  private readonly lengths: Float64Array;

  /**
   * @param words - Most frequent first, each once.
   * @param data - `[word, d_model]`, row-major.
   */
  public constructor(
    public readonly words: readonly string[],
    public readonly data: Float32Array,
    public readonly dModel: number,
  ) {
    this.places = new Map(words.map((word, place) => [word, place]));
    this.lengths = Float64Array.from(words, (_, place) => lengthOf(this.rowAt(place)));
  }

  public has(word: string): boolean {
    return this.places.has(word);
  }

  /** The number of a word: its rank by frequency, from 0; -1 where it is unknown. */
  public indexOf(word: string): number {
    return this.places.get(word) ?? -1;
  }

  /**
   * The vector of a word, `[d_model]`; a view.
   *
   * @throws RangeError where the word is unknown.
   */
  public row(word: string): Float32Array {
    const place = this.places.get(word);
    if (place === undefined) throw new RangeError(`there is no word "${word}"`);
    return this.rowAt(place);
  }

  /** Vectors of words, `[word, d_model]`. */
  public rows(words: readonly string[]): Float32Array {
    const rows = new Float32Array(words.length * this.dModel);
    words.forEach((word, i) => rows.set(this.row(word), i * this.dModel));
    return rows;
  }

  /** Sum of the vectors of `plus`, less those of `minus`, `[d_model]`. */
  public combine(plus: readonly string[], minus: readonly string[]): Float32Array {
    const sum = new Float64Array(this.dModel);
    const add = (word: string, sign: number): void =>
      this.row(word).forEach((value, i) => {
        sum[i] += sign * value;
      });
    plus.forEach(word => add(word, 1));
    minus.forEach(word => add(word, -1));
    return Float32Array.from(sum);
  }

  /**
   * The words nearest to a vector by cosine, nearest first; of equals, the more frequent.
   *
   * @param count - How many.
   * @param except - Words that are passed over.
   */
  public nearest(
    vector: Float32Array,
    count: number,
    except: readonly string[] = [],
  ): Neighbour[] {
    const passed = new Set(except.map(word => this.places.get(word)));
    const length = lengthOf(vector);
    const best: {place: number; cosine: number}[] = [];
    for (let place = 0; place < this.words.length; place++) {
      if (passed.has(place)) continue;
      const both = length * this.lengths[place];
      const cosine = both === 0 ? 0 : dot(this.data, place * this.dModel, vector) / both;
      if (best.length === count && !(cosine > best[count - 1]?.cosine)) continue;
      const at = best.findIndex(other => other.cosine < cosine);
      best.splice(at < 0 ? best.length : at, 0, {place, cosine});
      if (best.length > count) best.pop();
    }
    return best.map(({place, cosine}) => ({word: this.words[place], cosine}));
  }

  private rowAt(place: number): Float32Array {
    return this.data.subarray(place * this.dModel, (place + 1) * this.dModel);
  }
}

function dot(data: Float32Array, start: number, vector: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += data[start + i] * vector[i];
  return sum;
}

const lengthOf = (vector: Float32Array): number => Math.sqrt(dot(vector, 0, vector));
