/**
 * Where the focus goes when a key is pressed in a group of buttons: arrows go to the next
 * one, and over the edge of a line into the one beside it. Pure.
 *
 * @param at - The button that has the focus.
 * @param count - How many there are.
 * @param across - How many stand on a line; arrows up and down go from line to line.
 * @returns `null` where the key is another one.
 */
export function nextFocus(
  key: string,
  at: number,
  count: number,
  across: number,
): number | null {
  const within = (place: number): number => Math.min(count - 1, Math.max(0, place));
  switch (key) {
    case 'ArrowRight':
      return within(at + 1);
    case 'ArrowLeft':
      return within(at - 1);
    case 'ArrowDown':
      return at + across < count ? at + across : at;
    case 'ArrowUp':
      return at - across >= 0 ? at - across : at;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** For `onKeyDown` of a group: moves the focus among its buttons. */
export function rove(event: KeyboardEvent, across: number): void {
  const group = event.currentTarget as HTMLElement;
  const buttons = [...group.querySelectorAll<HTMLElement>('[data-stop]')];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  const next = nextFocus(event.key, at, buttons.length, across);
  if (next === null) return;
  event.preventDefault();
  buttons[next].focus();
}
