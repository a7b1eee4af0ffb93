import { Anchor, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { queries } from '../../api/queries';
import type { Case } from '../../api/types';
import { count, day } from '../../components/format';
import { Listing } from '../../components/Listing';
import { useChoiceNames } from './useChoiceNames';

/** Cases, one a row. */
export function CaseList({ state, empty }: { state: Case['state']; empty: ReactNode }) {
  const { t } = useTranslation();
  const names = useChoiceNames();
  return (
    <Listing
      label={t('cases.title')}
      pages={queries.cases(state)}
      head={[
        t('case.number'),
        t('case.offence'),
        t('case.openedBy'),
        t('case.validUntil'),
        t('case.searches'),
      ]}
      empty={empty}
      row={(item) => (
        <Table.Tr key={item.id}>
          <Table.Td>
            <Anchor component={Link} to={`/cases/${item.id}`}>
              {item.number}
            </Anchor>
          </Table.Td>
          <Table.Td>{names.offence(item.offence)}</Table.Td>
          <Table.Td>{item.openedBy?.name ?? t('search.blind')}</Table.Td>
          <Table.Td>{day(item.validUntil)}</Table.Td>
          <Table.Td>{count(item.searches)}</Table.Td>
        </Table.Tr>
      )}
    />
  );
}
