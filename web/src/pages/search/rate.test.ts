import { createInstance, type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Candidate } from '../../api/types';
import en from '../../locales/en.json';
import { rate } from './rate';

const CANDIDATE: Candidate = { rank: 1, score: 0.5, removed: false };

describe('what a score is worth', () => {
  let t: TFunction;

  beforeAll(async () => {
    t = await createInstance().init({ lng: 'en', resources: { en: { translation: en } } });
  });

  it('is the rate where there is one', () => {
    const falseMatchRate = { oneIn: 12_000, extrapolated: false, text: '1 in 12,000', sentence: '' };

    expect(rate({ ...CANDIDATE, falseMatchRate }, t)).toBe('False match rate 1 in 12,000');
  });

  it('is the reason where the rates do not hold for a face', () => {
    const because = 'eyes 14 pixels apart, 20 needed';

    expect(rate({ ...CANDIDATE, noRate: { reason: 'TOO_SMALL', face: 'PROBE', because } }, t)).toBe(
      'No false match rate. Probe: eyes 14 pixels apart, 20 needed',
    );
    expect(rate({ ...CANDIDATE, noRate: { reason: 'TOO_SMALL', face: 'CANDIDATE', because } }, t)).toBe(
      'No false match rate. Candidate: eyes 14 pixels apart, 20 needed',
    );
  });

  it('is the reason where it lies in no face', () => {
    const because = 'those of the model pack are not known here';

    expect(rate({ ...CANDIDATE, noRate: { reason: 'UNCALIBRATED', face: null, because } }, t)).toBe(
      `No false match rate: ${because}`,
    );
  });
});
