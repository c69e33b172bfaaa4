import {describe, expect, test} from 'vitest';

import {planCard} from '../../../scenes/title-card/card-plan.ts';
import type {CardPlan} from '../../../scenes/title-card/card-plan.ts';

const BOX = {x: 96, y: 96, width: 1728, height: 804};
/** Every character half as wide as it is high. */
const widthOf = (text: string, size: number): number => (text.length * size) / 2;
const plan = (title: string, questions: readonly string[]): CardPlan =>
  planCard({title, questions}, BOX, widthOf);
const many = (count: number): string[] =>
  Array.from({length: count}, (_, i) => `What does scene ${i + 1} ask?`);

const LONG = 'A title that no line of the largest letters can hold';

describe('everything of a card lies in its room', () => {
  test.each<[string, string, readonly string[], number]>([
    ['no question', 'Words', [], 0],
    ['one question', 'Words', many(1), 0],
    ['nine questions', 'Words', many(9), 0],
    ['nine questions below a long title', LONG, many(9), 0],
    ['a long question', 'Words', ['x'.repeat(80)], 0],
    ['more than there is room for', 'Words', many(30), 19],
  ])('%s', (_, title, questions, more) => {
    const card = plan(title, questions);
    const {number, left} = card;
    expect(card.more).toBe(more);
    expect(number.y).toBeGreaterThanOrEqual(BOX.y);
    expect(number.y + number.height).toBeLessThanOrEqual(BOX.y + BOX.height);
    const lines = [
      ...card.title.lines.map(line => ({...line, size: card.title.size})),
      ...card.questions.lines.map(line => ({...line, size: card.questions.size})),
    ];
    for (const {text, baseline, size} of lines) {
      expect(left + widthOf(text, size)).toBeLessThanOrEqual(BOX.x + BOX.width);
      expect(baseline - size * 0.72).toBeGreaterThanOrEqual(number.y - 1e-9);
      expect(baseline + size * 0.25).toBeLessThanOrEqual(number.y + number.height);
    }
    const baselines = lines.map(({baseline}) => baseline);
    expect(baselines).toEqual([...baselines].sort((a, b) => a - b));
    // A picture is watched on a phone, too.
    expect(card.questions.size).toBeGreaterThanOrEqual(28);
  });
});

test('few words are large, many are small', () => {
  expect(plan('Words', many(2)).title.size).toBeGreaterThan(plan(LONG, []).title.size);
  const [few, most] = [2, 10].map(count => plan('Words', many(count)).questions.size);
  expect(few).toBeGreaterThan(most);
});

test('the line that counts what is left out takes the place of a question', () => {
  const {questions, more} = plan('Words', many(30));
  expect(questions.lines.at(-1)?.text).toBe('');
  expect(questions.lines.filter(({text}) => text !== '')).toHaveLength(30 - more);
});
