/** @jsxImportSource preact */
import {useLayoutEffect, useRef, useState} from 'preact/hooks';

import {arcStyle} from '../../../scenes/components/arc-style.ts';
import {curveBetween} from './curve.ts';
import type {Spot} from './curve.ts';

export interface ArcsProps {
  /** Where the arcs begin and end, see `TokenChips`. */
  sides: {query: string; key: string};
  query: number;
  /** Shares of the keys, of 1. */
  shares: readonly number[];
  /** Changes where the chips may have moved. */
  layout: string;
}

/** Arcs are drawn half as wide as in a picture of 1080 lines. */
const SCALE = 0.5;

interface Drawn {
  path: string;
  share: number;
}

/** Arcs from one token to those that it attends to, behind the chips of their parent. */
export function Arcs({sides, query, shares, layout}: ArcsProps) {
  const own = useRef<SVGSVGElement>(null);
  const [drawn, setDrawn] = useState<readonly Drawn[]>([]);
  useLayoutEffect(() => {
    const svg = own.current;
    const around = svg?.parentElement;
    if (!svg || !around) return;
    const draw = (): void => setDrawn(arcsIn(around, sides, query, shares));
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(around);
    return () => observer.disconnect();
  }, [sides.query, sides.key, query, shares, layout]);
  return (
    <svg ref={own} class="arcs" aria-hidden="true">
      {drawn.map(({path, share}, i) => {
        const {width, alpha} = arcStyle(share);
        return <path key={i} d={path} stroke-width={width * SCALE} opacity={alpha} />;
      })}
    </svg>
  );
}

/** The weakest first, so that the strong ones lie over them. */
function arcsIn(
  around: HTMLElement,
  sides: ArcsProps['sides'],
  query: number,
  shares: readonly number[],
): Drawn[] {
  const ground = around.getBoundingClientRect();
  const spotOf = (side: string, index: number): Spot | null => {
    const chip = around.querySelector(`[data-side="${side}"][data-index="${index}"]`);
    const text = chip?.querySelector('.text');
    if (!text) return null;
    const {left, right, top} = text.getBoundingClientRect();
    // From below its share, which an arc would cover.
    const {bottom} = (chip?.querySelector('.note') ?? text).getBoundingClientRect();
    return {
      x: (left + right) / 2 - ground.left,
      top: top - ground.top,
      bottom: bottom - ground.top,
    };
  };
  const from = spotOf(sides.query, query);
  if (!from) return [];
  return [...shares.keys()]
    .filter(key => shares[key] > 0)
    .sort((a, b) => shares[a] - shares[b])
    .flatMap(key => {
      const to = spotOf(sides.key, key);
      return to ? [{path: curveBetween(from, to), share: shares[key]}] : [];
    });
}
