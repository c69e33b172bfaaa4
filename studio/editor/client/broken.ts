/**
 * Stands in for data that cannot be read: whoever looks into it gets the reason. So the
 * editor comes up, and the scene alone shows what is wrong.
 */
export function broken(message: string): object {
  return new Proxy(
    {},
    {
      get() {
        throw new Error(message);
      },
    },
  );
}
