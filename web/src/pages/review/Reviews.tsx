import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/PageHead';
import { ReviewList } from './ReviewList';

/** The queue of second opinions. */
export function Reviews() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t('reviews.title')} note={t('reviews.blind')} />
      <ReviewList />
    </>
  );
}
