import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import { Empty } from '../../components/Empty';
import { moment } from '../../components/format';
import { Listing } from '../../components/Listing';
import { Section } from '../../components/Section';

/** All that operators took down, and whose faces they looked for: each sees what the others did. */
export function TakedownHistory() {
  const { t } = useTranslation();
  return (
    <Section title={t('takedown.history')}>
      <Listing
        label={t('takedown.history')}
        pages={queries.takedowns()}
        head={[t('takedown.at'), t('takedown.by'), t('takedown.what'), t('common.reason')]}
        empty={<Empty title={t('takedown.historyNone')}>{t('takedown.historyNoneHint')}</Empty>}
        row={({ at, by, what, photos, sha256, reason }) => (
          <Table.Tr key={`${at} ${what} ${reason}`}>
            <Table.Td>{moment(at)}</Table.Td>
            <Table.Td>{by}</Table.Td>
            <Table.Td>
              {t(`takedown.did.${what}`, { count: photos })}
              {sha256 != null && (
                <Text size="xs" c="dimmed">
                  {t('takedown.sha256', { hash: sha256 })}
                </Text>
              )}
            </Table.Td>
            <Table.Td>{reason}</Table.Td>
          </Table.Tr>
        )}
      />
    </Section>
  );
}
