import { Anchor, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { queries } from '../../api/queries';
import { Empty } from '../../components/Empty';
import { moment } from '../../components/format';
import { Listing } from '../../components/Listing';

/** Comparisons that wait for a second pair of eyes. */
export function ReviewList() {
  const { t } = useTranslation();
  return (
    <Listing
      label={t('reviews.title')}
      pages={queries.reviews()}
      head={[t('search.at'), t('case.number'), t('search.candidate'), t('reviews.whose')]}
      empty={<Empty title={t('reviews.none')}>{t('reviews.noneHint')}</Empty>}
      row={(review) => (
        <Table.Tr key={`${review.id}/${review.rank}`}>
          <Table.Td>
            {review.forMe ? (
              <Anchor component={Link} to={`/reviews/${review.id}/${review.rank}`}>
                {moment(review.at)}
              </Anchor>
            ) : (
              moment(review.at)
            )}
          </Table.Td>
          <Table.Td>{review.case.number}</Table.Td>
          <Table.Td>{review.rank}</Table.Td>
          <Table.Td>{review.forMe ? t('reviews.mine') : t('reviews.others')}</Table.Td>
        </Table.Tr>
      )}
    />
  );
}
