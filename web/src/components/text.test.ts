import { describe, expect, it } from 'vitest';
import { count, fault } from './text';

describe('a text', () => {
  it('is counted by characters, an emoji once, without the white space around it', () => {
    expect(count(' a\u{1F600}b\n')).toBe(3);
  });

  it('may have as many characters as its limit says, and not one more', () => {
    expect(fault('\u{1F600}'.repeat(60), 60, false)).toBeUndefined();
    expect(fault('x'.repeat(61), 60, false)).toEqual({ kind: 'long', count: 61, limit: 60 });
  });

  it.each([
    ['photo\u202egpj.exe', 'U+202E'],
    ['one\u2066two', 'U+2066'],
    ['half \ud83d', 'U+D83D'],
    ['one\u0000two', 'U+0000'],
    ['one\u200btwo', 'U+200B'],
    ['one\u{e0041}two', 'U+E0041'],
    ['one\u2028two', 'U+2028'],
    ['two\nlines', 'U+000A'],
  ])('with what cannot be seen is not taken: %j', (text, code) => {
    expect(fault(text, 60, false)).toEqual({ kind: 'hidden', code });
  });

  it('of several lines is taken where prose is asked for', () => {
    expect(fault('two\r\nlines\tand more', 60, true)).toBeUndefined();
    expect(fault('two\nlines\u202e', 60, true)).toEqual({ kind: 'hidden', code: 'U+202E' });
  });

  it('in any script is taken', () => {
    expect(fault('Ünïcødé, 中文, עברית, می‌خواهم, क्‍ष', 60, false)).toBeUndefined();
  });
});
