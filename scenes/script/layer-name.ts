/**
 * What a row is called that shows the residual stream after a layer.
 *
 * @param after - Number of the layer, from 0, or the embedding before the first one.
 * @param words - In the language of the scene.
 */
export const layerName = (
  after: number | 'embed',
  {embedding, layer}: {embedding: string; layer: string},
): string => (after === 'embed' ? embedding : `${layer} ${after}`);
