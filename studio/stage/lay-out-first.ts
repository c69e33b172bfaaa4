import {Layout, Rect, Txt, View2D} from '@motion-canvas/2d';
import type {Node} from '@motion-canvas/2d';

/**
 * Have every node of a picture laid out before the first of them is drawn.
 *
 * @remarks
 * Motion Canvas sizes nodes with the browser's layout: as each is drawn, it writes the
 * styles of its element and reads its box. Every reading after a writing lays out the
 * whole page, so that a picture of n moving nodes takes n layouts. Written all at once,
 * they take one, and the boxes are the same: a node that lays itself out, alone or with
 * its children, is placed absolutely and moves no other.
 */
export function layOutFirst(): void {
  const {render} = View2D.prototype;
  View2D.prototype.render = function (context) {
    write(this, this.element);
    render.call(this, context);
  };
}

/** Write the styles of all nodes that will be drawn and need to be laid out for it. */
function write(node: Node, view: HTMLElement): void {
  if (node.absoluteOpacity() <= 0) return;
  if (node instanceof Layout && node.isLayoutRoot() && isLaidOut(node, view))
    (node as unknown as {requestLayoutUpdate(): void}).requestLayoutUpdate();
  for (const child of node.children()) write(child, view);
}

/** Boxes and texts are never drawn without their size; others may be, until they ask for it. */
const isLaidOut = (node: Layout, view: HTMLElement): boolean =>
  node instanceof Rect || node instanceof Txt || node.element.parentElement === view;
