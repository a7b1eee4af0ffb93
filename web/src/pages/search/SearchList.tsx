import { Anchor, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Search } from '../../api/types';
import { moment } from '../../components/format';
import { Listing } from '../../components/Listing';
import { StateBadge } from '../../components/states';

type Properties = {
  label: string;
  pages: ComponentProps<typeof Listing<Search>>['pages'];
  empty: ReactNode;
};

/** Searches, one a row. */
export function SearchList({ label, pages, empty }: Properties) {
  const { t } = useTranslation();
  return (
    <Listing
      label={label}
      pages={pages}
      head={[t('search.at'), t('case.number'), t('search.by'), t('common.state')]}
      empty={empty}
      row={(search) => (
        <Table.Tr key={search.id}>
          <Table.Td>
            <Anchor component={Link} to={`/searches/${search.id}`}>
              {moment(search.at)}
            </Anchor>
          </Table.Td>
          <Table.Td>{search.case.number}</Table.Td>
          <Table.Td>{search.by?.name ?? t('search.blind')}</Table.Td>
          <Table.Td>
            <StateBadge state={search.state} />
          </Table.Td>
        </Table.Tr>
      )}
    />
  );
}
