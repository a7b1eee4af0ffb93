import { describe, expect, it } from 'vitest';
import { isHere, placesOf } from './navigation';

describe('the navigation', () => {
  it('leads an operator to nothing of an agency', () => {
    expect(placesOf(['OPERATOR']).map(({ to }) => to)).toEqual([
      '/accounts',
      '/sources',
      '/takedown',
      '/policy',
      '/agencies',
      '/ledger',
    ]);
  });

  it('leads nobody of an agency to the operator', () => {
    const places = placesOf(['ADMINISTRATOR', 'EXAMINER', 'REVIEWER', 'AUDITOR']).map(({ to }) => to);

    expect(places).not.toContain('/sources');
    expect(places).not.toContain('/policy');
  });

  it('knows where a page belongs', () => {
    expect(isHere('/cases', '/searches/7/compare/1')).toBe(true);
    expect(isHere('/', '/cases')).toBe(false);
    expect(isHere('/cases', '/cases-of-others')).toBe(false);
  });
});
