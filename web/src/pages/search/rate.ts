import type { TFunction } from 'i18next';
import type { Candidate } from '../../api/types';

/** What a score is worth, or why that is not known. */
export function rate({ falseMatchRate, noRate }: Candidate, t: TFunction): string {
  if (falseMatchRate != null) return t('search.rate', { rate: falseMatchRate.text });
  if (noRate == null) return '';
  const { face, because } = noRate;
  return face == null ? t('search.noRate', { because }) : t(`search.noRateOf.${face}`, { because });
}
