import { Anchor, Button, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { queries } from '../../api/queries';
import { Empty } from '../../components/Empty';
import { count, day } from '../../components/format';
import { Listing } from '../../components/Listing';
import { PageHead } from '../../components/PageHead';
import { StateBadge } from '../../components/states';
import { Proposals } from '../accounts/Proposals';

/** Where the gallery's photos come from, and by what authority. */
export function Sources() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t('sources.title')} note={t('sources.note')}>
        <Button component={Link} to="/sources/new">
          {t('sources.new')}
        </Button>
      </PageHead>
      <Proposals />
      <Listing
        label={t('sources.title')}
        pages={queries.sources()}
        head={[
          t('source.name'),
          t('source.owner'),
          t('source.kind'),
          t('source.validUntil'),
          t('source.faces'),
          t('common.state'),
        ]}
        empty={<Empty title={t('sources.none')}>{t('sources.noneHint')}</Empty>}
        row={(source) => (
          <Table.Tr key={source.id}>
            <Table.Td>
              <Anchor component={Link} to={`/sources/${source.id}`}>
                {source.name}
              </Anchor>
            </Table.Td>
            <Table.Td>{source.owner}</Table.Td>
            <Table.Td>{t(`source.kinds.${source.kind}`)}</Table.Td>
            <Table.Td>{day(source.validUntil)}</Table.Td>
            <Table.Td>{count(source.faces)}</Table.Td>
            <Table.Td>
              <StateBadge state={source.state} />
            </Table.Td>
          </Table.Tr>
        )}
      />
    </>
  );
}
