/** A paragraph as the model's training texts have them. */
export const STORY =
  'One day, Lily went to the park with her mom. She saw a big red ball. ' +
  '"Can I play with it?" she asked. The dog ran to the ball and they played. ' +
  'Tom was sad, but he gave the ball to Lily. They were happy.';
