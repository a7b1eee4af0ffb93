import { describe, expect, it } from 'vitest';
import { day, dayAfter, minutes, size } from './format';

describe('what is shown', () => {
  it('is the same day in every time zone', () => {
    expect(day('2026-11-22')).toBe('22 Nov 2026');
  });

  it('counts days over the end of a year', () => {
    expect(dayAfter(40, new Date(2026, 10, 22))).toBe('2027-01-01');
  });

  it('is a file size as a person says it', () => {
    expect([size(1), size(2 << 20)]).toEqual(['1 KiB', '2.0 MiB']);
  });

  it('is a countdown that never goes below zero', () => {
    expect([minutes(125), minutes(59.2), minutes(-3)]).toEqual(['2:05', '1:00', '0:00']);
  });
});
