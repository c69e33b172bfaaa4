import {defineCapture} from '../../data-extract/declare/declaration.ts';
import {STORY} from './story.ts';

export default defineCapture({
  role: 'moe',
  text: STORY,
  probes: {router: {capacityFactor: 1.25}},
});
