import {NO_OPTIONS} from '../../scenes/figures/figure-kind.ts';
import type {FigureKind, FigureOptions} from '../../scenes/figures/figure-kind.ts';
import {KINDS} from '../../scenes/figures/kinds.ts';
import type {KindName} from '../../scenes/figures/kinds.ts';
import {dashed} from '../command-line/flag.ts';
import {flagError, oneOf} from '../command-line/flag-values.ts';
import {OPTION_FLAGS} from './figure-flags.ts';
import type {FigureRead} from './figure-flags.ts';

/**
 * What is said of a figure besides its model and its text.
 *
 * @throws UserError that names the flag.
 */
export function figureOptions(flags: FigureRead, name: KindName): FigureOptions {
  const kind: FigureKind = KINDS[name];
  const given = untaken(kind).find(option => flags[option] !== undefined);
  if (given !== undefined) throw meaningless(given, name, kind);
  refuseHalves(flags);
  const {view, of, layer, head, pick, token, top} = flags;
  return {
    ...NO_OPTIONS,
    view: view === undefined ? null : oneOf('--view', view, kind.views),
    of: of ?? null,
    layer: layer ?? null,
    head: head ?? null,
    pick: pick ?? null,
    top: top ?? null,
    token: token === undefined ? null : tokenOf(token),
  };
}

/** Options that a kind has no meaning for. */
export const untaken = ({takes}: Pick<FigureKind, 'takes'>): (keyof FigureOptions)[] =>
  (Object.keys(OPTION_FLAGS) as (keyof FigureOptions)[]).filter(
    option => !takes.includes(option),
  );

/** A head is named by its layer and its number, or by a rule. */
function refuseHalves({layer, head, pick}: FigureRead): void {
  if (pick !== undefined && (layer !== undefined || head !== undefined)) {
    throw flagError(
      '--pick cannot go with --layer and --head, which name a head themselves.',
      'Give a rule, or a head.',
    );
  }
  if ((layer === undefined) === (head === undefined)) return;
  const [given, missing] =
    layer === undefined ? ['--head', '--layer'] : ['--layer', '--head'];
  throw flagError(`${given} is given without ${missing}.`, 'Give both.');
}

function meaningless(option: keyof FigureOptions, name: string, {takes}: FigureKind) {
  const known = takes.map(dashed).join(', ');
  return flagError(
    `${dashed(option)} has no meaning for ${name}.`,
    known === '' ? 'Leave it out.' : `It takes: ${known}.`,
  );
}

/** Digits are the number of a token, all else its text. */
const tokenOf = (text: string): number | string =>
  /^-?\d+$/.test(text) ? Number(text) : text;
