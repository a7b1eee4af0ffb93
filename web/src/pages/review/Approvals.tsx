import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import { Empty } from '../../components/Empty';
import { PageHead } from '../../components/PageHead';
import { SearchList } from '../search/SearchList';

/** Sensitive searches that wait for a second person. */
export function Approvals() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t('nav.approvals')} note={t('approval.text')} />
      <SearchList
        label={t('nav.approvals')}
        pages={queries.searches(['WAITING_FOR_APPROVAL'])}
        empty={<Empty title={t('approvals.none')} />}
      />
    </>
  );
}
