/**
 * When the session was last used, in any tab: the server ends it some time after that.
 *
 * Tabs tell each other, so that one which lies idle does not end the session under another.
 */
const channel = new BroadcastChannel('beholden-use');
let at = Date.now();

channel.onmessage = () => {
  at = Date.now();
};

export function used(): void {
  at = Date.now();
  channel.postMessage('used');
}

/** Milliseconds since the epoch. */
export function lastUse(): number {
  return at;
}
