/** Something that stays open until it is closed. */
export interface HeldOpen<T> {
  value: T;
  close(): Promise<void>;
}

/**
 * Hold open what would be closed at the end of a callback.
 *
 * @param use - Opens something, gives it to its callback, and closes it again.
 */
export async function heldOpen<T>(
  use: (callback: (value: T) => Promise<void>) => Promise<void>,
): Promise<HeldOpen<T>> {
  let release = (): void => undefined;
  const released = new Promise<void>(resolve => (release = resolve));
  return new Promise<HeldOpen<T>>((resolve, reject) => {
    const whole = use(value => {
      const close = async (): Promise<void> => {
        release();
        await whole;
      };
      resolve({value, close});
      return released;
    });
    whole.catch(reject);
  });
}
