import { Alert, Button, FileButton, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../../api/http';
import type { Case } from '../../api/types';
import { upload } from '../../api/upload';
import { Facts } from '../../components/Facts';
import { moment, size } from '../../components/format';
import { Rows } from '../../components/Listing';
import { Section } from '../../components/Section';
import { useAct } from '../../components/useAct';

const MOST_BYTES = 2 << 20;

/** The document that authorises the case; the server keeps it sealed. */
export function CaseDocumentSection({ found, mayAdd }: { found: Case; mayAdd: boolean }) {
  const { t } = useTranslation();
  const [sent, setSent] = useState(0);
  const url = `/api/v1/cases/${found.id}/document`;
  const adding = useAct(
    (file: File) => {
      if (file.size > MOST_BYTES)
        throw new Error(t('document.tooLarge', { name: file.name, size: size(file.size) }));
      const headers = { 'Content-Type': file.type, 'X-File-Name': encodeURIComponent(file.name) };
      return upload('PUT', url, file, headers, setSent);
    },
    { refresh: ['cases'], done: t('document.kept') },
  );
  const loading = useAct(({ number, name }: { number: number; name: string }) =>
    download(`/api/v1/cases/${found.id}/documents/${number}`, name),
  );
  const kept = found.document;
  const earlier = found.documents.slice(1);
  return (
    <Section title={t('document.title')}>
      <Stack gap="sm">
        {kept == null ? (
          <Text size="sm" c="dimmed">
            {t('document.none')}
          </Text>
        ) : (
          <Facts
            facts={[
              [t('document.name'), kept.name],
              [t('document.size'), size(kept.bytes)],
              ['SHA-256', kept.sha256],
              [t('document.received'), moment(kept.received)],
            ]}
          />
        )}
        {kept?.lost === true && <Alert color="red">{t('document.lost')}</Alert>}
        {kept?.sealed === false && !kept.lost && found.shredded == null && (
          <Text size="sm">{t('document.sealing')}</Text>
        )}
        {adding.isPending && <Progress value={sent * 100} animated aria-label={t('common.uploading')} />}
        <Group gap="xs">
          {kept?.sealed === true && found.shredded == null && (
            <Button
              variant="default"
              size="xs"
              loading={loading.isPending}
              onClick={() => loading.mutate(kept)}
            >
              {t('common.download')}
            </Button>
          )}
          {mayAdd && (
            <FileButton
              accept="application/pdf,image/jpeg,image/png"
              onChange={(file) => {
                if (file !== null) adding.mutate(file);
              }}
            >
              {(properties) => (
                <Button {...properties} variant="default" size="xs" loading={adding.isPending}>
                  {kept == null ? t('document.add') : t('document.replace')}
                </Button>
              )}
            </FileButton>
          )}
        </Group>
        {mayAdd && (
          <Text size="xs" c="dimmed">
            {t('document.hint')}
          </Text>
        )}
        {earlier.length > 0 && (
          <Rows
            label={t('document.earlier')}
            head={[t('document.earlier'), t('document.received'), 'SHA-256', '']}
          >
            {earlier.map((version) => (
              <Table.Tr key={version.number}>
                <Table.Td>{version.name}</Table.Td>
                <Table.Td>{moment(version.received)}</Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{version.sha256}</Table.Td>
                <Table.Td>
                  {version.sealed && found.shredded == null && (
                    <Button variant="default" size="xs" onClick={() => loading.mutate(version)}>
                      {t('common.download')}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Rows>
        )}
      </Stack>
    </Section>
  );
}
