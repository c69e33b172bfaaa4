/** What scenes of this lesson read: one prompt, followed from its text to its answer. */
export const PROMPT = 'Lily and Tom went to the park. Lily said to';

/** A prompt with many likely next tokens, where that is what the picture is about. */
export const OPEN_PROMPT =
  'Once upon a time, there was a little girl named Lily. She loved to';

/** How it begins: a place where the text may go on in many ways. */
export const OPENING = 'Lily and Tom went to the';
