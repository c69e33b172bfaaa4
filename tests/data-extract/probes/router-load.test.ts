import {describe, expect, test} from 'vitest';

import {
  capacityOf,
  classesOf,
  loadByClass,
  loadOf,
} from '../../../data-extract/probes/router-load.ts';

describe('the load of experts', () => {
  test('is even where tokens are spread evenly', () => {
    const even = Float32Array.from({length: 8}, () => 0.25);
    expect(
      loadOf(
        [
          [0, 1],
          [2, 3],
        ],
        even,
        4,
      ),
    ).toEqual({
      tokens: [1, 1, 1, 1],
      shares: [0.25, 0.25, 0.25, 0.25],
      probabilities: [0.25, 0.25, 0.25, 0.25],
      imbalance: 1,
    });
  });

  test('is as uneven as there are experts where one reads all', () => {
    const one = Float32Array.of(0, 1, 0, 1);
    const {tokens, imbalance} = loadOf([[1], [1]], one, 2);
    expect(tokens).toEqual([0, 2]);
    expect(imbalance).toBe(2);
  });
});

describe('capacity', () => {
  test('first choices come first, then earlier tokens', () => {
    // Three tokens, two choices each, three experts: two slots each.
    const chosen = [
      [0, 1],
      [0, 2],
      [1, 0],
    ];
    expect(capacityOf(chosen, 3, 1)).toEqual({
      factor: 1,
      slots: 2,
      lost: [],
      dropped: [
        {
          position: 2,
          choice: 1,
          expert: 0,
        },
      ],
    });
  });

  test('a token of which nothing is left is lost', () => {
    const found = capacityOf([[0], [0], [0]], 3, 1);
    expect(found).toMatchObject({slots: 1, lost: [1, 2]});
    expect(capacityOf([[0], [0], [0]], 3, 3)).toMatchObject({slots: 3, dropped: []});
  });
});

test('tokens have classes by list, and by what they look like', () => {
  const token = (text: string | null, special = false) => ({
    id: 0,
    text,
    bytes: '',
    start: 0,
    end: 0,
    special,
  });
  const tokens = [
    token('<s>', true),
    token(' The'),
    token(' cat'),
    token('s'),
    token('.'),
    token(null),
  ];
  const classes = classesOf(tokens, {article: ['the', 'a']});
  expect(classes).toEqual([
    'special',
    'article',
    'other',
    'piece',
    'punctuation',
    'piece',
  ]);
  const chosen = [[0], [1], [1], [0], [0], [1]];
  expect(loadByClass(chosen, classes, ['article', 'verb', 'piece'], 2)).toEqual([
    {name: 'article', count: 1, tokens: [0, 1]},
    {name: 'piece', count: 2, tokens: [1, 1]},
  ]);
});
