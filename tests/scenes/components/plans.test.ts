import {describe, expect, test} from 'vitest';

import {blocksPlan, unitOf} from '../../../scenes/components/blocks-plan.ts';
import {codeSpans, splitWords} from '../../../scenes/components/code-spans.ts';
import {stackPlan} from '../../../scenes/components/stack-plan.ts';
import {doneAt, roundMarks} from '../../../scenes/components/stopwatch-plan.ts';

const BOX = {x: 96, y: 190, width: 1728, height: 700};

describe('stackPlan()', () => {
  test.each([
    [1, [[0, 1]]],
    [4, [0, 1, 2, 3].map(layer => [layer, 1])],
    [8, [0, 1, 2, 3, 4, 5, 6, 7].map(layer => [layer, 1])],
    [
      32,
      [
        [0, 1],
        [1, 1],
        [2, 1],
        [3, 27],
        [30, 1],
        [31, 1],
      ],
    ],
  ])('%i layers', (count, plates) => {
    const plan = stackPlan(count, BOX);
    expect(plan.map(({layer, layers}) => [layer, layers])).toEqual(plates);
    for (const {open, folded} of plan) {
      for (const box of [open, folded]) {
        expect(box.y).toBeGreaterThanOrEqual(BOX.y);
        expect(box.y + box.height).toBeLessThanOrEqual(BOX.y + BOX.height + 0.01);
        expect(box.x + box.width).toBeLessThanOrEqual(BOX.x + BOX.width + 0.01);
      }
    }
    plan.slice(1).forEach(({open}, i) => {
      expect(open.y).toBeGreaterThan(plan[i].open.y + plan[i].open.height);
    });
  });
});

describe('blocksPlan()', () => {
  test.each([
    [1, 1],
    [420, 1],
    [421, 2],
    [3_609_728, 10_000],
    [46_700_000_000, 200_000_000],
  ])('of %i parameters a block is %i', (total, unit) => {
    expect(unitOf(total)).toBe(unit);
  });

  test.each([
    [[262_144, 196_608, 4096, 3_145_728, 262_144]],
    [[10]],
    [[45_100_000_000, 1_340_000_000, 1_000_000, 131_000_000, 131_000_000]],
  ])('%j fits', counts => {
    const {columns, step, groups, unit} = blocksPlan(counts, BOX);
    groups.forEach(({top, height, blocks}, i) => {
      expect(blocks).toBe(Math.max(1, Math.ceil(counts[i] / unit)));
      expect(height).toBeGreaterThanOrEqual(Math.ceil(blocks / columns) * step);
      const next = groups[i + 1]?.top ?? BOX.y + BOX.height + 26;
      expect(top + height).toBeLessThanOrEqual(next - 25);
    });
    expect(columns * step).toBeLessThanOrEqual(BOX.width);
  });
});

describe('a stopwatch', () => {
  test.each([
    [16.3, 6, [0, 5, 10, 15]],
    [1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [100, 6, [0, 20, 40, 60, 80, 100]],
    [0.07, 4, [0, 0.02, 0.04, 0.06]],
  ])('has round marks up to %d', (most, wanted, marks) => {
    expect(roundMarks(most, wanted).map(mark => Number(mark.toFixed(6)))).toEqual(marks);
  });

  test('adds up durations', () => {
    expect(doneAt([2, 1, 3])).toEqual([2, 3, 6]);
  });
});

describe('code', () => {
  test('is cut into lines and pieces', () => {
    expect(codeSpans('for x in y:  # go\n    f("a", 1)\n', 'python')).toEqual([
      [
        {text: 'for', kind: 'keyword'},
        {text: ' x ', kind: 'plain'},
        {text: 'in', kind: 'keyword'},
        {text: ' y:  ', kind: 'plain'},
        {text: '# go', kind: 'quiet'},
      ],
      [
        {text: '    f(', kind: 'plain'},
        {text: '"a"', kind: 'string'},
        {text: ', 1)', kind: 'plain'},
      ],
    ]);
  });

  test('of TypeScript knows its keywords, types and templates', () => {
    const code = 'const {a}: B = await f(`x${a}`); // go';
    expect(codeSpans(code, 'typescript')).toEqual([
      [
        {text: 'const', kind: 'keyword'},
        {text: ' {a}: B = ', kind: 'plain'},
        {text: 'await', kind: 'keyword'},
        {text: ' f(', kind: 'plain'},
        {text: '`x', kind: 'string'},
        {text: '${a}', kind: 'plain'},
        {text: '`', kind: 'string'},
        {text: '); ', kind: 'plain'},
        {text: '// go', kind: 'quiet'},
      ],
    ]);
  });

  test('keeps empty lines, and strings over several lines', () => {
    const lines = codeSpans('a\n\n"""x\ny"""', 'python');
    expect(lines.map(line => line.map(({kind}) => kind))).toEqual([
      ['plain'],
      [],
      ['string'],
      ['string'],
    ]);
  });

  test('that is plain text has one piece per line', () => {
    expect(codeSpans('for x:\n(1): Linear', 'text')).toEqual([
      [{text: 'for x:', kind: 'plain'}],
      [{text: '(1): Linear', kind: 'plain'}],
    ]);
  });

  test.each([
    ['model.q_proj(x)', ['q_proj'], ['model.', 'q_proj', '(x)']],
    ['qq_proj q_proj', ['q_proj'], ['qq_proj ', 'q_proj']],
    ['a+b', ['a', 'b'], ['a', '+', 'b']],
    ['a', [], ['a']],
  ])('%j with names %j is %j', (text, words, pieces) => {
    expect(splitWords(text, words)).toEqual(pieces);
  });
});
