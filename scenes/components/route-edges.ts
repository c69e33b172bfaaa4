/** What a token's way through one layer looks like. */
export interface Choice {
  /** Experts, best first. */
  chosen: readonly number[];
  /** One weight per chosen expert. */
  weights: readonly number[];
}

/** A part of a token's way: from an expert of one layer to one of the next. */
export interface RouteEdge {
  /** The layer that it leads to. */
  layer: number;
  /** Expert of the layer before; `null` where the token comes in. */
  from: number | null;
  to: number;
  /** Share of the token that goes this way. */
  share: number;
}

/**
 * A token's ways through the layers. Between layers the outputs of all chosen experts
 * are one sum, so every one of them leads to every chosen one of the next layer.
 *
 * @param layers - The token's choice in each layer.
 */
export function routeEdges(layers: readonly Choice[]): RouteEdge[] {
  return layers.flatMap(({chosen, weights}, layer) => {
    const before = layer > 0 ? layers[layer - 1] : {chosen: [null], weights: [1]};
    return before.chosen.flatMap((from, i) =>
      chosen.map((to, j) => ({layer, from, to, share: before.weights[i] * weights[j]})),
    );
  });
}

/**
 * The ways of several tokens as few: those that go the same way are one, with the mean of
 * their shares.
 *
 * @param routes - Of each token, its ways through the layers.
 */
export function sharedEdges(routes: readonly (readonly RouteEdge[])[]): RouteEdge[] {
  const sums = new Map<string, RouteEdge>();
  for (const edge of routes.flat()) {
    const key = `${edge.layer} ${edge.from} ${edge.to}`;
    const share = (sums.get(key)?.share ?? 0) + edge.share / routes.length;
    sums.set(key, {...edge, share});
  }
  return [...sums.values()];
}

/**
 * Share of all weights that each expert gets, `[layer][expert]`.
 *
 * @param routes - `routes[token][layer]`.
 * @param experts - How many experts a layer has.
 */
export const expertLoads = (
  routes: readonly (readonly Choice[])[],
  experts: number,
): number[][] =>
  routes[0].map((_, layer) => {
    const load = Array.from({length: experts}, () => 0);
    for (const route of routes) {
      const {chosen, weights} = route[layer];
      chosen.forEach((expert, i) => (load[expert] += weights[i] / routes.length));
    }
    return load;
  });
