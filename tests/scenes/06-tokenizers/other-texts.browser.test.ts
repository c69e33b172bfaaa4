import {cp} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';
import {expectNothingFound} from '../../fixtures/nothing-found.ts';
import {copyProject} from '../../fixtures/project-copy.ts';
import type {ProjectCopy} from '../../fixtures/project-copy.ts';

/** Other texts for the whole lesson: of about 5 and 60 tokens, and one in Korean. */
const TEXTS = {
  '61-short': 'The sky is blue.',
  '62-long':
    'Once upon a time there was a little girl named Lily who loved to play in the park with ' +
    'her dog. One day she saw a big red ball under the old oak tree and ran to get it, but the ' +
    'dog was faster, took the ball, and would not give it back until she laughed out loud.',
  '63-korean': '나는 어제 공원에서 라마 세 마리를 보았고, 모두 아주 귀여웠다.',
};

let project: ProjectCopy;
beforeAll(async () => {
  project = await copyProject();
  await project.edit(
    'course.config.ts',
    "    'tokenizer:bert'",
    "    'tokenizer:tiny': {path: 'assets/models/tiny-decoder', label: 'tiny-decoder'},\n    'tokenizer:bert'",
  );
  for (const [lesson, text] of Object.entries(TEXTS)) await writeLesson(lesson, text);
});
afterAll(() => project.remove());

/** The lesson with another text: in each capture file, the line of the text is another. */
async function writeLesson(lesson: string, text: string): Promise<void> {
  await cp(join(ROOT, 'scenes/06-tokenizers'), join(project.root, 'scenes', lesson), {
    recursive: true,
  });
  const change = (scene: string, from: string, to: string): Promise<void> =>
    project.edit(`scenes/${lesson}/${scene}.capture.ts`, from, to);
  const quoted = JSON.stringify(text);
  await change(
    'round-trip',
    "'The sun was shining on the oak tree and the sky was'",
    quoted,
  );
  await change('four-granularities', "'Have the 🎵 bards who preceded'", quoted);
  await change('four-granularities.gpt2', "'Have the 🎵 bards who preceded'", quoted);
  await change('tokenizer-race', '  ...COURSE,', `  text: ${quoted},`);
  await change('tokenizer-race', "import {COURSE} from './course-text.ts';", '');
  await change('vocabulary-trade-off', 'course: COURSE_TEXT,', `course: ${quoted},`);
  await change(
    'vocabulary-trade-off',
    "import {COURSE_TEXT} from './course-text.ts';",
    '',
  );
  await change(
    'bpe-training',
    "' the little bird wanted to play in the park and the other bird said that she was happy'",
    JSON.stringify(` ${text}`),
  );
  // A smaller corpus is enough here.
  await change('bpe-training', "stories.txt.gz'", "stories.txt.gz', documents: 300");
  const words = text
    .split(' ')
    .slice(0, 6)
    .map(word => ` ${word}`);
  await change(
    'bpe-encoding',
    "[' Shawshank', ' squirrel', ' tokenization', ' llama', ' CAPITALIZATION']",
    JSON.stringify(words),
  );
  // Two tokenizers come from packages that are fetched; one more takes their place.
  for (const scene of ['tokenizer-race', 'vocabulary-trade-off']) {
    await change(scene, "    'tokenizer:llama3',\n", '');
    await change(scene, "'tokenizer:gemma3'", "'tokenizer:tiny'");
  }
}

test('scenes of other texts are drawn, and nothing in them is out of place', async () => {
  await expectNothingFound(project, Object.keys(TEXTS));
}, 600_000);
