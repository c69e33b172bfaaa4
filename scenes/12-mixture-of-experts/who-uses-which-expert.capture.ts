import {defineCapture} from 'attention-in-motion/course';

import {STORY} from './story.ts';

export default defineCapture({
  role: 'moe',
  text: STORY,
  probes: {
    router: {
      classes: {
        article: ['a', 'an', 'the'],
        pronoun: ['i', 'it', 'she', 'he', 'they', 'her', 'his'],
        name: ['lily', 'tom', 'mom'],
        verb: 'went saw play asked ran played gave was were can'.split(' '),
        preposition: ['to', 'with', 'in'],
      },
    },
  },
});
