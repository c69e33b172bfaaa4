/** Values that a script may name. */
export type ScriptValue =
  | string
  | number
  | boolean
  | null
  | readonly ScriptValue[]
  | {readonly [name: string]: ScriptValue};

export type ScriptValues = Record<string, ScriptValue>;
