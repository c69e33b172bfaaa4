import {cp, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';
import {expectNothingFound} from '../../fixtures/nothing-found.ts';
import {copyProject} from '../../fixtures/project-copy.ts';
import type {ProjectCopy} from '../../fixtures/project-copy.ts';

/** Two sentences that are counted, and a text for the window: of about 5 and 60 tokens. */
const TEXTS = {
  '61-short': {
    sentences: ['The sky is blue', 'It is'],
    text: 'The sky is so blue.',
  },
  '62-long': {
    sentences: [
      'Once upon a time there was a little girl named Lily who loved to play in the park with her dog and a big red ball under the old oak tree',
      'One day she saw the ball and ran to get it but the dog was faster took the ball and would not give it back until Lily laughed out loud',
    ],
    text:
      'Once upon a time there was a little girl named Lily who loved to play in the park with ' +
      'her dog. One day she saw a big red ball under the old oak tree and ran to get it, but the ' +
      'dog was faster, took the ball, and would not give it back until she laughed out loud.',
  },
  '63-korean': {
    sentences: ['나는 어제 공원에서 라마를 보았다', '라마는 어제 나를 보았다'],
    text: '나는 어제 공원에서 라마 세 마리를 보았고, 모두 아주 귀여웠다.',
    // The course's stories are English: the text's own words are drawn.
    ownWords: true,
  },
};

/** The scene of the window, and its parts. */
const OF_DATASET = /^(neighbour-dataset\.|window|WindowText)/;

let project: ProjectCopy;
beforeAll(async () => {
  project = await copyProject();
  for (const lesson of Object.keys(TEXTS))
    await writeLesson(lesson as keyof typeof TEXTS);
});
afterAll(() => project.remove());

/** Both scenes with other texts: in each capture file, the line of the text is another. */
async function writeLesson(lesson: keyof typeof TEXTS): Promise<void> {
  const {sentences, text, ...how} = TEXTS[lesson];
  const folder = join(project.root, 'scenes', lesson);
  await cp(join(ROOT, 'scenes/02-bag-of-words'), folder, {recursive: true});
  const from = join(ROOT, 'scenes/03-word-embeddings');
  for (const file of (await readdir(from)).filter(name => OF_DATASET.test(name))) {
    await cp(join(from, file), join(folder, file));
  }
  await writeFile(
    join(folder, 'project.ts'),
    [
      "import {lessonProject} from 'attention-in-motion/lesson/lesson-project';",
      "import bagToVector from './bag-to-vector?scene';",
      "import neighbourDataset from './neighbour-dataset?scene';",
      'export default await lessonProject([bagToVector, neighbourDataset]);',
      '',
    ].join('\n'),
  );
  const change = (scene: string, from: string, to: string): Promise<void> =>
    project.edit(`scenes/${lesson}/${scene}.capture.ts`, from, to);
  await change(
    'bag-to-vector',
    "['That is a cute dog', 'My cat is cute']",
    JSON.stringify(sentences),
  );
  await change(
    'neighbour-dataset',
    "'One day the little cat climbed the tree to look at a bird.'",
    JSON.stringify(text),
  );
  if ('ownWords' in how) {
    const corpus =
      "  corpus: {path: 'assets/models/recipe/data/stories.txt.gz', minCount: 20},\n";
    await change('neighbour-dataset', corpus, '');
  }
}

test('scenes of other texts are drawn, and nothing in them is out of place', async () => {
  await expectNothingFound(project, Object.keys(TEXTS));
}, 600_000);
