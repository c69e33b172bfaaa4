import {defineCourse} from './data-extract/course.ts';

export default defineCourse({
  roles: {
    decoder: {path: 'assets/models/tiny-decoder'},
    moe: {path: 'assets/models/tiny-moe'},
    'moe-unbalanced': {path: 'assets/models/tiny-moe-unbalanced'},
    encoder: {path: 'assets/models/tiny-encoder'},
    'encoder-decoder': {path: 'assets/models/tiny-translator'},
  },
  locales: ['en', 'ko'],
  theme: 'light',
  video: {width: 1920, height: 1080, fps: 60},
});
