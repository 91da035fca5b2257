/**
 * What can wait until every gadget has drawn what the same event has changed: one event may concern fifty of them, and what
 * the first keeps shall not hold up what the last one shows. Knows nothing of what waits.
 */
const waiting = new Set<() => void>();
let port: MessagePort | undefined;

function bell(): MessagePort {
  if (port) return port;
  // A message and not a timer: browsers slow the timers of hidden pages.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const calls = [...waiting];
    waiting.clear();
    for (const call of calls) {
      try {
        call();
      } catch (error) {
        reportError(error);
      }
    }
  };
  return (port = port2);
}

/** Calls in a turn of its own, behind the updates that are pending now. */
export function afterDrawing(call: () => void): void {
  if (waiting.size === 0) bell().postMessage(undefined);
  waiting.add(call);
}
