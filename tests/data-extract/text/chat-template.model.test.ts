import {cp, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {capture} from '../../../data-extract/index.ts';
import {
  chatTemplate,
  readChatTemplate,
} from '../../../data-extract/text/chat-template.ts';
import {ROOT} from '../capture-for-test.ts';

/** In the manner of ChatML. */
const CHATML = `{{ bos_token }}{% for message in messages %}<|im_start|>{{ message.role }}
{{ message.content | trim }}<|im_end|>
{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant
{% endif %}`;
const CHAT = [
  {role: 'system', content: 'Be brief.'},
  {role: 'user', content: ' Who are you? '},
];

describe('a template', () => {
  const {render} = chatTemplate(CHATML, {bos_token: {content: '<s>'}}, 'model');

  test('makes messages into a text that the model goes on with', () => {
    expect(render(CHAT)).toBe(
      '<s><|im_start|>system\nBe brief.<|im_end|>\n' +
        '<|im_start|>user\nWho are you?<|im_end|>\n<|im_start|>assistant\n',
    );
  });

  test('ends with an answer that is there', () => {
    const text = render([...CHAT, {role: 'assistant', content: 'A model.'}]);
    expect(text.endsWith('<|im_start|>assistant\nA model.<|im_end|>\n')).toBe(true);
  });

  test('that refuses messages says why', () => {
    const strict = chatTemplate(
      "{% if messages[0].role == 'system' %}{{ raise_exception('no system role') }}{% endif %}",
      {},
      'org/model',
    );
    expect(() => strict.render(CHAT)).toThrow(
      'org/model: the chat template does not take these messages: no system role.',
    );
    expect(() => chatTemplate('{% for %}', {}, 'broken').render(CHAT)).toThrow(
      /^broken:/,
    );
  });

  test('does not know the day', () => {
    const dated = chatTemplate(
      '{% if strftime_now is defined %}{{ strftime_now("%Y") }}{% else %}26 Jul 2024{% endif %}',
      {},
      'model',
    );
    expect(dated.render(CHAT)).toBe('26 Jul 2024');
  });

  test('may count', () => {
    const counts = (expression: string): string =>
      chatTemplate(`{% for i in ${expression} %}{{ i }}{% endfor %}`, {}, 'm').render([]);
    expect(counts('range(3)')).toBe('012');
    expect(counts('range(2, 7, 2)')).toBe('246');
    expect(counts('range(3, 1)')).toBe('');
  });
});

describe('a model with a template', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aim-chat-'));
    for (const file of ['onnx', 'config.json', 'tokenizer.json']) {
      await cp(join(ROOT, 'assets/models/tiny-decoder', file), join(folder, file), {
        recursive: true,
      });
    }
    const template = CHATML.replaceAll(/<\|im_\w+\|>/g, '{{ eos_token }}');
    const config = {
      bos_token: '<|endoftext|>',
      eos_token: '<|endoftext|>',
      chat_template: [
        {name: 'tool_use', template: 'no'},
        {name: 'default', template},
      ],
    };
    await writeFile(join(folder, 'tokenizer_config.json'), JSON.stringify(config));
  });
  afterAll(() => rm(folder, {recursive: true}));

  test('is captured with it, special tokens in their places', async () => {
    const made = await capture({
      model: folder,
      text: [{role: 'user', content: 'Tell a story 🎵'}],
      probes: {logits: {topK: 1}},
    });
    const {text, provenance, invariants} = made.capture;
    expect(text).toBe(
      '<|endoftext|><|endoftext|>user\nTell a story 🎵<|endoftext|>\n<|endoftext|>assistant\n',
    );
    const specials = made.tokens.filter(({special}) => special);
    expect(specials).toHaveLength(4);
    for (const {start, end} of specials) {
      expect(text.slice(start, end)).toBe('<|endoftext|>');
    }
    const spans = made.tokens.filter(token => token.text !== null);
    for (const token of spans)
      expect(text.slice(token.start, token.end)).toBe(token.text);
    expect(invariants.every(({ok}) => ok)).toBe(true);
    const template = await readChatTemplate(folder);
    expect(provenance.tokenizer.chatTemplateSha256).toBe(template?.sha256);
  });

  test('chat_template.jinja comes first', async () => {
    await writeFile(
      join(folder, 'chat_template.jinja'),
      'Story: {{ messages[0].content }}',
    );
    const template = await readChatTemplate(folder);
    expect(template?.render(CHAT)).toBe('Story: Be brief.');
  });
});

test('a model without a template refuses messages', async () => {
  const model = join(ROOT, 'assets/models/tiny-decoder');
  expect(await readChatTemplate(model)).toBeNull();
  await expect(capture({model, text: CHAT, probes: {logits: {topK: 1}}})).rejects.toThrow(
    'has messages, but its model has no chat template',
  );
});
