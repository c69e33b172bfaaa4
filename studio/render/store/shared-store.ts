/** Files by name that machines share: chunks by their keys, and what plans have found out. */
export interface SharedStore {
  /** As it was given, for people and for other machines. */
  readonly address: string;
  has(name: string): Promise<boolean>;
  /** The content, or `null` where there is none. */
  read(name: string): Promise<Uint8Array | null>;
  /** Put a file there, whole or not at all, whatever was there before. */
  write(name: string, content: Uint8Array): Promise<void>;
}
