import { describe, expect, it } from 'vitest';
import { Problem } from './problem';

describe('a problem', () => {
  it('says what the server says', () => {
    const problem = Problem.parse(
      403,
      '{"type":"urn:beholden:policy","title":"Case is valid","detail":"Expired."}',
    );

    expect([problem.kind, problem.title, problem.message]).toEqual(['policy', 'Case is valid', 'Expired.']);
  });

  it('names the status where the answer is no problem document', () => {
    expect(Problem.parse(502, '<html>').message).toBe('HTTP 502');
    expect(Problem.parse(500, 'null').message).toBe('HTTP 500');
  });
});
