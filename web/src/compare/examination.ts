import type { Conclusion, Examination, FacialFeature, Observation } from '../api/types';

/** From surely not the same person to strong support for it. */
export const CONCLUSIONS: Conclusion[] = [
  'EXCLUSION',
  'SUPPORT_FOR_EXCLUSION',
  'INCONCLUSIVE',
  'LIMITED_SUPPORT',
  'SUPPORT',
  'STRONG_SUPPORT',
];

/** A form that is being filled in; observations and notes by feature. */
export type Draft = {
  observations: Record<string, Observation>;
  notes: Record<string, string>;
  conclusion: Conclusion | '';
  note: string;
};

/** What is recorded, or nothing while the form is not complete. */
export function examination(draft: Draft, features: FacialFeature[]): Examination | undefined {
  if (draft.conclusion === '') return undefined;
  const answers = features.flatMap(({ id }) => {
    const observation = draft.observations[id];
    return observation === undefined ? [] : [{ feature: id, observation, note: text(draft.notes[id]) }];
  });
  if (answers.length < features.length) return undefined;
  return { features: answers, conclusion: draft.conclusion, note: text(draft.note) };
}

function text(note: string | undefined): string | undefined {
  const trimmed = note?.trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}
