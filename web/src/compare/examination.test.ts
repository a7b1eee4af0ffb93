import { describe, expect, it } from 'vitest';
import type { FacialFeature } from '../api/types';
import { examination, type Draft } from './examination';

const FEATURES: FacialFeature[] = [
  { id: 'NOSE', name: 'Nose', hint: '' },
  { id: 'EARS', name: 'Ears', hint: '' },
];
const COMPLETE: Draft = {
  observations: { NOSE: 'SIMILAR', EARS: 'NOT_VISIBLE' },
  notes: { NOSE: ' bridge ', EARS: ' ' },
  conclusion: 'LIMITED_SUPPORT',
  note: '',
};

describe('an examination', () => {
  it('holds every feature in the order of the form, and only notes that say something', () => {
    expect(examination(COMPLETE, FEATURES)).toEqual({
      features: [
        { feature: 'NOSE', observation: 'SIMILAR', note: 'bridge' },
        { feature: 'EARS', observation: 'NOT_VISIBLE', note: undefined },
      ],
      conclusion: 'LIMITED_SUPPORT',
      note: undefined,
    });
  });

  it('is not recorded while a feature is unanswered', () => {
    expect(examination({ ...COMPLETE, observations: { NOSE: 'SIMILAR' } }, FEATURES)).toBeUndefined();
  });

  it('is not recorded without a conclusion', () => {
    expect(examination({ ...COMPLETE, conclusion: '' }, FEATURES)).toBeUndefined();
  });
});
