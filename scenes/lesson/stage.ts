import type {Node} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';

import {Picture} from '../components/Picture.ts';
import type {Arranger} from '../components/Picture.ts';
import {
  arrange,
  GAP,
  hasPart,
  leavesOf,
  putBeside,
  putInstead,
  without,
} from '../components/arrange.ts';
import type {Arrangement} from '../components/arrange.ts';
import {STAGE} from '../components/box.ts';
import type {Box} from '../components/box.ts';
import {EASE, MOVE} from '../theme/motion.ts';

type Parts = Picture | Arrangement<Picture>;
/** What something is put beside: a picture, or several that lie together. */
type Anchor = Picture | readonly Picture[];

/**
 * The room between a scene's title and its caption, and what stands in it. Pictures are
 * placed by how they stand to each other; they share the room, and what is there makes
 * room for what comes: `appear` moves it.
 */
export class Stage implements Arranger {
  private parts: Parts | null = null;

  /**
   * @param view - Where the pictures are added.
   * @param box - All the room that there is, in frame coordinates.
   */
  public constructor(
    private readonly view: Node,
    public readonly box: Box = STAGE,
  ) {}

  /** Put one picture on the empty stage: it gets all of it. */
  public fill<P extends Picture>(picture: P): P {
    this.set(picture);
    return picture;
  }

  /** Put pictures on the empty stage, side by side. */
  public columns(...parts: readonly Parts[]): void {
    this.set(across(...parts));
  }

  /** Put pictures on the empty stage, one below the other. */
  public rows(...parts: readonly Parts[]): void {
    this.set(down(...parts));
  }

  /** Put a picture above another that is there. */
  public above<P extends Parts>(anchor: Anchor, added: P): P {
    return this.beside(anchor, added, {axis: 'down', isBefore: true});
  }

  /** Put a picture right on top of another, without a gap: it stands on it. */
  public onTop<P extends Parts>(anchor: Anchor, added: P): P {
    return this.beside(anchor, added, {axis: 'down', isBefore: true, gap: 0});
  }

  /** Put a picture below another. */
  public below<P extends Parts>(anchor: Anchor, added: P): P {
    return this.beside(anchor, added, {axis: 'down', isBefore: false});
  }

  /** Put a picture left of another. */
  public leftOf<P extends Parts>(anchor: Anchor, added: P): P {
    return this.beside(anchor, added, {axis: 'across', isBefore: true});
  }

  /** Put a picture right of another. */
  public rightOf<P extends Parts>(anchor: Anchor, added: P): P {
    return this.beside(anchor, added, {axis: 'across', isBefore: false});
  }

  /** Put a picture where another is, which is arranged no more: take leave of it. */
  public insteadOf<P extends Parts>(old: Picture, added: P): P {
    this.parts = putInstead<Picture>(this.arranged([old]), old, added);
    old.arranger = null;
    this.add(added);
    return added;
  }

  /** Add pictures that have their place by themselves: arrows, notes, what flies. */
  public over(...nodes: readonly Node[]): void {
    this.view.add([...nodes]);
  }

  /** Take pictures out of the one that they are part of; they stay where they are. */
  public lift(...pictures: readonly Picture[]): void {
    for (const picture of pictures) {
      picture.box(picture.box());
      picture.shown(picture.shown());
      this.view.add(picture);
    }
  }

  /** Take pictures out of the arrangement; they stay where they are, in nobody's way. */
  public free(...pictures: readonly Picture[]): void {
    if (this.parts) this.parts = without(this.parts, new Set(pictures));
    for (const picture of pictures) picture.arranger = null;
  }

  /** Move what is there to where it belongs; what has not appeared is there at once. */
  public *settle(seconds = MOVE): ThreadGenerator {
    if (!this.parts) return;
    const moves = [...arrange(this.parts, this.box)].map(([picture, box]) => {
      if (picture.shown() > 0 && picture.opacity() > 0) {
        return picture.box(box, seconds, EASE);
      }
      picture.box(box);
      return null;
    });
    yield* all(...moves.filter(move => move !== null));
  }

  private beside<P extends Parts>(
    anchor: Anchor,
    added: P,
    how: {axis: 'across' | 'down'; isBefore: boolean; gap?: number},
  ): P {
    const anchors = anchor instanceof Picture ? [anchor] : anchor;
    const parts = this.arranged(anchors);
    this.parts = putBeside<Picture>(parts, anchors, added, {gap: GAP, ...how});
    this.add(added);
    return added;
  }

  /** All parts, one of which some pictures are. */
  private arranged(anchors: readonly Picture[]): Parts {
    if (this.parts && hasPart(this.parts, anchors)) return this.parts;
    throw new Error(
      'A picture can only be put beside one that the stage has arranged, or several that lie together.',
    );
  }

  private set(parts: Parts): void {
    if (this.parts) {
      throw new Error(
        'The stage is not empty: take leave of what is there, or put it beside.',
      );
    }
    this.parts = parts;
    this.add(parts);
  }

  /** What is new lies where it belongs at once; what was there is moved by `settle`. */
  private add(added: Parts): void {
    const fresh = new Set<Picture>();
    for (const picture of leavesOf(added)) {
      if (picture.parent() === null) {
        fresh.add(picture);
        const above = picture.behind && this.view.children().indexOf(picture.behind);
        this.view.insert(picture, above ?? this.view.children().length);
      }
      picture.arranger = this;
    }
    if (!this.parts) return;
    for (const [picture, box] of arrange(this.parts, this.box)) {
      if (fresh.has(picture)) picture.box(box);
    }
  }
}

/** Pictures side by side, as one part of an arrangement. */
export const across = (...parts: readonly Parts[]): Arrangement<Picture> => ({
  axis: 'across',
  gap: GAP,
  parts,
});

/** Pictures side by side at the right end of their room: legends, maps of where we are. */
export const atRight = (...parts: readonly Parts[]): Arrangement<Picture> => ({
  ...across(...parts),
  pack: 'end',
});

/** Pictures one below the other, as one part of an arrangement. */
export const down = (...parts: readonly Parts[]): Arrangement<Picture> => ({
  axis: 'down',
  gap: GAP,
  parts,
});

/** Pictures one below the other without gaps: one leads into the next. */
export const unbroken = (...parts: readonly Parts[]): Arrangement<Picture> => ({
  ...down(...parts),
  gap: 0,
});
