import { describe, expect, it } from 'vitest';
import { examination, type Draft } from './examination';

const FEATURES = [
  { id: 'nose', name: 'Nose', hint: '' },
  { id: 'ears', name: 'Ears', hint: '' },
];
const COMPLETE: Draft = {
  observations: { nose: 'SIMILAR', ears: 'NOT_VISIBLE' },
  notes: { nose: ' bridge ', ears: ' ' },
  conclusion: 'LIMITED_SUPPORT',
  note: '',
};

describe('an examination', () => {
  it('holds every feature in the order of the form, and only notes that say something', () => {
    expect(examination(COMPLETE, FEATURES)).toEqual({
      features: [
        { feature: 'nose', observation: 'SIMILAR', note: 'bridge' },
        { feature: 'ears', observation: 'NOT_VISIBLE', note: undefined },
      ],
      conclusion: 'LIMITED_SUPPORT',
      note: undefined,
    });
  });

  it('is not recorded while a feature is unanswered', () => {
    expect(examination({ ...COMPLETE, observations: { nose: 'SIMILAR' } }, FEATURES)).toBeUndefined();
  });

  it('is not recorded without a conclusion', () => {
    expect(examination({ ...COMPLETE, conclusion: '' }, FEATURES)).toBeUndefined();
  });
});
