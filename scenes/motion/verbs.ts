/**
 * The motion verbs: each has one meaning, in every scene, and moves one signal of the
 * component that it acts on. `yield* mask(scores)` masks all rows of a matrix;
 * `yield* cache(shelf, {to: 5})` drops keys and values until five tokens are on the shelf.
 */
import {MOVE, QUICK, SLOW} from '../theme/motion.ts';
import {verb} from './verb.ts';
import type {Pace} from './verb.ts';

/** One move of one thing. */
const ONE: Pace = {each: SLOW, least: SLOW, most: SLOW};
/** Row by row, slowly enough to follow each. */
const ROWS: Pace = {each: 0.28, least: MOVE, most: 6};
/** Token by token. */
const TOKENS: Pace = {each: QUICK, least: MOVE, most: 6};

/** A row lifts out of a table. Moves `lookedUp`, counted in rows. */
export const lookup = verb('lookedUp', TOKENS);

/** A vector passes through a matrix and changes its length. Moves `projected`. */
export const project = verb('projected', ONE);

/** Cells multiply and collapse to a number. Moves `scored`. */
export const score = verb('scored', ROWS);

/** What may not be seen turns grey. Moves `masked`. */
export const mask = verb('masked', ROWS);

/** Numbers become shares that sum to 100%. Moves `softmaxed`. */
export const softmax = verb('softmaxed', ROWS);

/** Vectors fade by their weights. Moves `faded`. */
export const fade = verb('faded', ONE);

/** Weighted vectors slide together into their sum. Moves `merged`. */
export const merge = verb('merged', ONE);

/** A token joins a strip at its end. Moves `appended`, counted in tokens. */
export const append = verb('appended', TOKENS);

/** A copy of a key and a value drops to the shelf. Moves `cached`, counted in tokens. */
export const cache = verb('cached', TOKENS);

/** A token follows its lane. Moves `routed`. */
export const route = verb('routed', TOKENS);

/** Things move through the places that were captured of them. Moves `moved`. */
export const move = verb('moved', {each: 0.15, least: SLOW, most: 8.6});

/** Points get their names. Moves `labelled`. */
export const label = verb('labelled', ONE);

/** What belongs together gets an outline. Moves `outlined`, counted in groups. */
export const outline = verb('outlined', {each: SLOW, least: SLOW, most: 6});

/** Numbers take the colours that they mean. Moves `coloured`. */
export const color = verb('coloured', {each: 2.2, least: SLOW, most: 2.2});

/** Rows add up, number by number. Moves `added`, counted in rows. */
export const add = verb('added', {each: 3, least: SLOW, most: 9});

/** Names that no longer count are struck out. Moves `crossed`. */
export const strike = verb('crossed', ONE);

/** What numbers were before is told beside what they are. Moves `compared`. */
export const compare = verb('compared', ONE);

/** More or less detail of the same thing, in the same place. Moves `zoomed`. */
export const zoom = verb('zoomed', ONE);
