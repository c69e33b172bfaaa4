import {Node} from 'ts-morph';

import type {Sources} from './open-sources.ts';

/** The motion verbs by the signal that each moves. */
export function readVerbs(sources: Sources): Map<string, string> {
  const verbs = sources.file('scenes/motion/verbs.ts').getVariableDeclarations();
  return new Map(
    verbs.flatMap(verb => {
      const call = verb.getInitializer();
      if (!Node.isCallExpression(call) || call.getExpression().getText() !== 'verb') {
        return [];
      }
      const [signal] = call.getArguments();
      return Node.isStringLiteral(signal)
        ? [[signal.getLiteralText(), verb.getName()] as const]
        : [];
    }),
  );
}
