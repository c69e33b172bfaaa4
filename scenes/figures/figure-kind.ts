import type {CaptureFile} from '../../data-extract/capture/format.ts';
import type {ProbeRequests} from '../../data-extract/declare/declaration.ts';
import type {HeadRule} from '../../data-extract/stage/head-rule.ts';
import type {CapturedToken} from '../../data-extract/text/token.ts';
import type {CaptureFiles} from '../captured/open-capture.ts';

/** What may be said of a figure besides its model and its text. */
export interface FigureOptions {
  /** Which of the ways to draw it. */
  view: string | null;
  /** Which attention of an encoder-decoder. */
  of: 'cross' | 'decoder' | 'encoder' | null;
  layer: number | null;
  head: number | null;
  /** Which head, by a rule. */
  pick: HeadRule | null;
  /** The token that is asked about: its number, or its text. */
  token: number | string | null;
  /** How many things are listed. */
  top: number | null;
}

/** Nothing is said of a figure: everything is as it is by default. */
export const NO_OPTIONS: FigureOptions = {
  view: null,
  of: null,
  layer: null,
  head: null,
  pick: null,
  token: null,
  top: null,
};

/** How much of a figure a picture has: all, or one half of two. */
export type Room = 'whole' | 'half';

/** What figures are made of; `--model` names it. */
export type Material = 'model' | 'tokenizers' | 'word-vectors' | 'configurations';

/** A text before the model has read it. */
export interface LongText {
  /** What is read by the part of the model that is asked. */
  tokens: readonly CapturedToken[];
  /** What a decoder looks at besides, in an encoder; none where no encoder is asked about. */
  keys: readonly CapturedToken[];
  /** Whether the capture is kept, so that other figures may be drawn of it. */
  isKept: boolean;
}

/** What a model is asked of a long text. */
export interface AskedOfLong {
  probes: ProbeRequests;
  /** Heads to be chosen by rule, by their names. */
  heads: Readonly<Record<string, HeadRule>>;
}

/** A kind of figure: what it needs of a model, and what it draws of that. */
export interface FigureKind<V extends object = object> {
  /** What is seen, for the help: one line. */
  shows: string;
  /** What it is made of. */
  of: Material;
  /** Its ways to be drawn, the default first; none where there is one alone. */
  views: readonly string[];
  /** Options that it takes. */
  takes: readonly (keyof FigureOptions)[];
  /** Whether the model is asked at one position only, which must be known before it runs. */
  asksAt: boolean;
  /** Whether it shows what becomes of a text, and not only what `--model` names. */
  readsText: boolean;
  /** What the model is asked. @throws UserError where options do not go together. */
  probes(options: FigureOptions): ProbeRequests;
  /**
   * What the model is asked of a long text in place of {@link FigureKind.probes}, of which
   * too much would have to be kept; `null` where the text is short.
   *
   * @throws UserError where an option does not fit the text.
   */
  ofLong?(options: FigureOptions, text: LongText): AskedOfLong | null;
  /** What of that a capture lacks, by its probe, or `null`. */
  lacks(capture: CaptureFile, options: FigureOptions): string | null;
  /**
   * What is drawn, as JSON holds it.
   *
   * @param room - How much of the figure it has: less is drawn of a long text in a half.
   * @throws UserError where an option does not fit the model or the text.
   */
  read(files: CaptureFiles, options: FigureOptions, room: Room): V;
}

/** What one side of a figure shows. */
export interface GivenSide<V> {
  /** The model, for a name over each of two. */
  name: string;
  values: V;
}

/** What a figure is told by who draws it, in the variable `figure`. */
export interface FigureGiven<V> {
  /** Over the picture; `null` for what the kind says. */
  title: string | null;
  /** Whether only the picture and its stamp are drawn. */
  isBare: boolean;
  /** One, or two side by side. */
  sides: readonly GivenSide<V>[];
}
