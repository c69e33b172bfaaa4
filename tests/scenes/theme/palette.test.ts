import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  oklab,
  parse,
  wcagContrast,
} from 'culori';
import type {Color} from 'culori';
import {describe, expect, test} from 'vitest';

import {rampColor} from '../../../scenes/components/ramp.ts';
import {PALETTES} from '../../../scenes/theme/palette.ts';
import type {ColorRole, Palette, ThemeName} from '../../../scenes/theme/palette.ts';
import {readableOn} from '../../../scenes/theme/readable-on.ts';

const SHAPE = 3;
const TEXT = 4.5;
const THEMES = Object.entries(PALETTES) as [ThemeName, Palette][];

const see = (color: string): Color => {
  const parsed = parse(color);
  if (!parsed) throw new Error(`${color} is no colour`);
  return parsed;
};
/** How people see a colour. */
const SIGHTS: Record<string, (color: string) => Color> = {
  'all colours': see,
  deuteranopia: color => filterDeficiencyDeuter(1)(see(color)),
  protanopia: color => filterDeficiencyProt(1)(see(color)),
  tritanopia: color => filterDeficiencyTrit(1)(see(color)),
};
const difference = differenceCiede2000();
const lightness = (color: Color): number => oklab(color).l;

/** Pairs that are used together: what is drawn, what it is drawn on, least contrast. */
function pairsOf(palette: Palette): [string, string, string, number][] {
  const {ground, panel, ink, muted, faint, signed} = palette;
  const roles = Object.entries(palette.roles);
  const grounds = Object.entries({ground, panel});
  const fills = roles.map(([name, {fill}]) => [`${name}.fill`, fill] as const);
  const on = (
    names: Record<string, string>,
    under: readonly (readonly [string, string])[],
    least: number,
  ): [string, string, string, number][] =>
    Object.entries(names).flatMap(([name, color]) =>
      under.map(([below, background]): [string, string, string, number] => [
        `${name} on ${below}`,
        color,
        background,
        least,
      ]),
    );
  return [
    ...on({ink, muted}, [...grounds, ...fills], TEXT),
    ...on({faint, negative: signed.negative, positive: signed.positive}, grounds, SHAPE),
    ...roles.flatMap(([name, {fill, stroke, text}]) => {
      const own = [...grounds, [`${name}.fill`, fill] as const];
      return [
        ...on({[`${name}.stroke`]: stroke}, own, SHAPE),
        ...on({[`${name}.text`]: text}, own, TEXT),
      ];
    }),
  ];
}

describe.each(THEMES)('the %s palette', (_, palette) => {
  test.each(pairsOf(palette))('%s', (_pair, color, background, least) => {
    expect(wcagContrast(color, background)).toBeGreaterThanOrEqual(least);
  });

  test('writes as #RRGGBB, which is what colours are mixed in', () => {
    expect(JSON.stringify(palette).match(/#[^"]*/g)).toSatisfy((all: string[]) =>
      all.every(color => /^#[0-9A-F]{6}$/.test(color)),
    );
  });

  describe.each(Object.entries(SIGHTS))('seen with %s', (_sight, view) => {
    const {negative, positive} = palette.signed;

    test('keeps the ends of the signed ramp clearly apart', () => {
      expect(difference(view(negative), view(positive))).toBeGreaterThan(35);
    });

    test.each([-1, 1])('changes its lightness steadily towards %d', sign => {
      const steps = Array.from({length: 33}, (_step, i) =>
        lightness(view(rampColor(palette, 'signed', (sign * i) / 32))),
      );
      const rising = steps[32] > steps[0];
      for (let i = 1; i < steps.length; i++) {
        expect(steps[i] > steps[i - 1]).toBe(rising);
      }
      expect(Math.abs(steps[32] - steps[0])).toBeGreaterThan(0.35);
    });

    const together: ColorRole[] = ['query', 'key', 'value', 'score'];
    test.each(
      together.flatMap((a, i) => together.slice(i + 1).map(b => [a, b] as const)),
    )('tells %s and %s apart, which stand in one picture', (a, b) => {
      const [one, other] = [a, b].map(role => view(palette.roles[role].stroke));
      expect(difference(one, other)).toBeGreaterThan(8);
    });
  });
});

test('the two ends of the signed ramp weigh the same to the eye', () => {
  for (const [, {signed}] of THEMES) {
    const [low, high] = [signed.negative, signed.positive].map(c => lightness(see(c)));
    expect(Math.abs(low - high)).toBeLessThan(0.03);
  }
});

describe('readableOn()', () => {
  test('is readable on every colour of every ramp', () => {
    for (const [, palette] of THEMES) {
      for (let i = -64; i <= 64; i++) {
        for (const ramp of ['signed', 'share'] as const) {
          const cell = rampColor(palette, ramp, i / 64);
          expect(wcagContrast(readableOn(cell), cell)).toBeGreaterThanOrEqual(TEXT);
        }
      }
    }
  });
});
