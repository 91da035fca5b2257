/** Follows one pointer from press to release, wherever it goes. Escape, or the system, calls it off. Knows no gadget. */

export interface PointerStory {
  /** Px since the press. Not told before the pointer has moved further than a shaking hand. */
  move(dx: number, dy: number, event: PointerEvent): void;
  end(event: PointerEvent): void;
  cancel(): void;
}

/** A press that moves less is a click. Px. */
const shaking = 5;

export function trackPointer(press: PointerEvent, target: HTMLElement, story: PointerStory): void {
  if (press.button !== 0) return;
  let moving = false;
  const stop = new AbortController();
  const finish = (): void => {
    stop.abort();
    if (target.hasPointerCapture(press.pointerId)) target.releasePointerCapture(press.pointerId);
  };
  const mine = (event: PointerEvent): boolean => event.pointerId === press.pointerId;
  const on = (type: 'pointermove' | 'pointerup' | 'pointercancel', listener: (event: PointerEvent) => void): void =>
    target.addEventListener(type, (event) => mine(event) && listener(event), { signal: stop.signal });

  on('pointermove', (event) => {
    const [dx, dy] = [event.clientX - press.clientX, event.clientY - press.clientY];
    if (!moving && Math.hypot(dx, dy) < shaking) return;
    if (!moving) {
      moving = true;
      // Only now: a captured click would not reach the button that was pressed.
      try {
        target.setPointerCapture(press.pointerId);
      } catch {
        // The pointer is gone already, or was never real (a script's).
      }
    }
    event.preventDefault();
    story.move(dx, dy, event);
  });
  on('pointerup', (event) => {
    finish();
    if (moving) story.end(event);
  });
  on('pointercancel', () => {
    finish();
    story.cancel();
  });
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !moving) return;
      event.preventDefault();
      finish();
      story.cancel();
    },
    { signal: stop.signal, capture: true },
  );
}
