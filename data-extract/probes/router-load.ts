import type {CapturedToken} from '../text/token.ts';

/** How the tokens of a text are spread over the experts of a layer. */
export interface ExpertLoad {
  /** How many tokens each expert reads; they sum to tokens x chosen. */
  tokens: number[];
  /** Its share of all choices, 0 to 1; `1 / experts` each where they are even. */
  shares: number[];
  /** Mean probability that the router gives each expert. */
  probabilities: number[];
  /**
   * Experts times the sum of shares times mean probabilities: 1 where tokens are spread
   * evenly, more the less evenly they are. Training with an auxiliary loss keeps it small.
   */
  imbalance: number;
}

/** Which choices an expert has no slot for any more. */
export interface ExpertCapacity {
  /** How many times its even share an expert may read. */
  factor: number;
  /** Tokens that one expert reads at most. */
  slots: number;
  /** Choices that find their expert full, in the order in which they come. */
  dropped: {position: number; choice: number; expert: number}[];
  /** Tokens of which no choice is left. */
  lost: number[];
}

/** Which kinds of tokens go to which expert. */
export interface ExpertClass {
  name: string;
  /** Tokens of this class. */
  count: number;
  /** Choices by expert. */
  tokens: number[];
}

/** Names of the classes that tokens have which no list names. */
export const CLASSES = ['special', 'punctuation', 'piece', 'other'] as const;

/** Spread of the choices over the experts. */
export function loadOf(
  chosen: readonly (readonly number[])[],
  probabilities: Float32Array,
  experts: number,
): ExpertLoad {
  const tokens = countsOf(chosen, experts);
  const all = chosen.reduce((sum, {length}) => sum + length, 0) || 1;
  const shares = tokens.map(count => count / all);
  const rows = chosen.length || 1;
  const means = Array.from({length: experts}, (_, expert) => {
    let sum = 0;
    for (let row = 0; row < chosen.length; row++)
      sum += probabilities[row * experts + expert];
    return sum / rows;
  });
  const imbalance =
    experts * shares.reduce((sum, share, expert) => sum + share * means[expert], 0);
  return {tokens, shares, probabilities: means, imbalance};
}

/**
 * Give each expert so many slots as its even share times a factor, rounded up. First
 * choices of all tokens come before second ones, earlier tokens before later ones.
 */
export function capacityOf(
  chosen: readonly (readonly number[])[],
  experts: number,
  factor: number,
): ExpertCapacity {
  const topK = chosen[0]?.length ?? 0;
  const slots = Math.ceil((factor * chosen.length * topK) / experts);
  const taken = Array.from({length: experts}, () => 0);
  const dropped: ExpertCapacity['dropped'] = [];
  for (let choice = 0; choice < topK; choice++) {
    chosen.forEach((own, position) => {
      const expert = own[choice];
      if (taken[expert] < slots) taken[expert]++;
      else dropped.push({position, choice, expert});
    });
  }
  const lost = chosen.flatMap((own, position) =>
    dropped.filter(drop => drop.position === position).length === own.length
      ? [position]
      : [],
  );
  return {factor, slots, dropped, lost};
}

/**
 * Sort the tokens of a text into classes: by lists of words (in lower case, with their
 * leading space dropped), else special ones, punctuation, pieces of a word after its
 * first, and all others.
 */
export function classesOf(
  tokens: readonly CapturedToken[],
  lists: Readonly<Record<string, readonly string[]>>,
): string[] {
  const names = new Map(
    Object.entries(lists).flatMap(([name, words]) => words.map(word => [word, name])),
  );
  return tokens.map(({text, special}) => {
    if (special) return 'special';
    const word = (text ?? '').trim().toLowerCase();
    const named = names.get(word);
    if (named !== undefined) return named;
    if (/^[^\p{L}\p{N}]+$/u.test(word)) return 'punctuation';
    return text !== null && /^\s/.test(text) ? 'other' : 'piece';
  });
}

/** Choices by class and expert; classes without a token are left out. */
export function loadByClass(
  chosen: readonly (readonly number[])[],
  classes: readonly string[],
  names: readonly string[],
  experts: number,
): ExpertClass[] {
  return names.flatMap(name => {
    const own = chosen.filter((_, position) => classes[position] === name);
    const tokens = countsOf(own, experts);
    return own.length === 0 ? [] : [{name, count: own.length, tokens}];
  });
}

function countsOf(chosen: readonly (readonly number[])[], experts: number): number[] {
  const counts = Array.from({length: experts}, () => 0);
  for (const expert of chosen.flat()) counts[expert]++;
  return counts;
}
