import type { Candidate, Disposition } from '../../api/types';

/** What may become of a candidate at first sight; one that has left the gallery cannot be looked at. */
export function dispositionsOf({ removed }: Candidate): Disposition[] {
  return removed ? ['NOT_EXAMINABLE'] : ['EXCLUDED', 'POSSIBLE', 'NOT_EXAMINABLE'];
}
