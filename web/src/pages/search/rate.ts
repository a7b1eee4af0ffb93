import type { TFunction } from 'i18next';
import type { Candidate } from '../../api/types';

/** What a score is worth; not every model pack tells it. */
export function rate({ falseMatchRate }: Candidate, t: TFunction): string {
  return falseMatchRate == null ? t('search.noRate') : t('search.rate', { rate: falseMatchRate.text });
}
