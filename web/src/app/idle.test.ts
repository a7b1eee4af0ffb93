import { describe, expect, it } from 'vitest';
import { idle } from './idle';

const QUARTER_HOUR = 15 * 60;
const afterMinutes = (minutes: number) => idle(QUARTER_HOUR, 0, minutes * 60_000);

describe('a session that nobody uses', () => {
  it('is announced to end two minutes before it does', () => {
    expect(afterMinutes(12.9).kind).toBe('in-use');
    expect(afterMinutes(13)).toMatchObject({ kind: 'announced', secondsLeft: 120 });
    expect(afterMinutes(15).kind).toBe('ended');
  });

  it('is announced at half its time where that is short', () => {
    expect(idle(60, 0, 29_000).kind).toBe('in-use');
    expect(idle(60, 0, 30_000).kind).toBe('announced');
  });

  it('is worth telling the server about after a third of its time', () => {
    expect(afterMinutes(4).worthTelling).toBe(false);
    expect(afterMinutes(6).worthTelling).toBe(true);
  });
});
