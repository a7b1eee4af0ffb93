/** A session that is about to end is announced this long before. WCAG 2.2.1 asks for at least 20 seconds. */
const NOTICE_SECONDS = 120;

export type Idle = {
  kind: 'in-use' | 'announced' | 'ended';
  secondsLeft: number;
  /** Whether the last use is so long ago that the server should hear of the work that goes on. */
  worthTelling: boolean;
};

/** @param lastUse, now milliseconds since the epoch */
export function idle(idleSeconds: number, lastUse: number, now: number): Idle {
  const secondsLeft = idleSeconds - (now - lastUse) / 1000;
  const notice = Math.min(NOTICE_SECONDS, idleSeconds / 2);
  return {
    kind: secondsLeft <= 0 ? 'ended' : secondsLeft <= notice ? 'announced' : 'in-use',
    secondsLeft,
    worthTelling: secondsLeft < (idleSeconds * 2) / 3,
  };
}
