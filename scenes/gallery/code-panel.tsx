import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {CodePanel} from 'attention-in-motion/components/CodePanel';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, pick, unpick} from 'attention-in-motion/motion/acts';
import {QUICK} from 'attention-in-motion/theme/motion';

import script from './code-panel.script';
import declaration from './decoder.capture.ts';
import captured from './decoder.captured';

const CODE = `
from transformers import AutoModelForCausalLM, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained("tiny-decoder")
model = AutoModelForCausalLM.from_pretrained("tiny-decoder")

# The vectors of all tokens, before the head.
inputs = tokenizer("Once upon a time", return_tensors="pt")
hidden = model.model(**inputs).last_hidden_state
logits = model.lm_head(hidden[:, -1])
print(tokenizer.decode(logits.argmax()))
`.trim();

export default makeScene2D(function* (view) {
  const {modules, source} = openCapture(declaration, captured);
  const lesson = useLesson(view, script, {});

  yield* lesson.cue('written');
  const code = lesson.stage.fill(
    new CodePanel({code: CODE, roles: {lm_head: 'head', tokenizer: 'token'}}),
  );
  yield* appear(code, {seconds: code.count * QUICK});

  yield* lesson.cue('picked');
  yield* pick(code, 5, 6, 7);

  yield* lesson.cue('whole');
  yield* unpick(code);

  yield* lesson.cue('printed');
  yield* leave(code);
  const printed = lesson.stage.fill(
    new CodePanel({
      code: Object.entries(modules.parameters.byComponent)
        .map(([name, count]) => `${name.padEnd(12)}${String(count).padStart(9)}`)
        .join('\n'),
      language: 'text',
      source,
    }),
  );
  yield* appear(printed, {seconds: printed.count * QUICK});
  yield* lesson.finish();
});
