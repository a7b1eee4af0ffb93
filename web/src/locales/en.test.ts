import { describe, expect, it } from 'vitest';
import en from './en.json';

function texts(part: object): string[] {
  return Object.values(part).flatMap((value: unknown) =>
    typeof value === 'string' ? [value] : texts(value as object),
  );
}

describe('the text', () => {
  it('never calls a candidate a match or a hit', () => {
    // The rate of false matches is a term of the field (ISO/IEC 2382-37).
    const said = texts(en).filter((text) => /\b(match|hit)/i.test(text.replace(/false match rates?/gi, '')));

    expect(said).toEqual([]);
  });
});
