import { Alert, Checkbox, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import type { FoundPhoto } from '../../api/types';
import { ConfirmButton } from '../../components/ConfirmButton';
import { Empty } from '../../components/Empty';
import { Section } from '../../components/Section';
import { useAct } from '../../components/useAct';

type Props = {
  found: FoundPhoto[];
  /** Whether there may be others, which are found when these are gone. */
  more: boolean;
  onTaken: () => void;
};

/** The photos that may be the one to be taken down; the operator picks. */
export function FoundPhotos({ found, more, onTaken }: Props) {
  const { t } = useTranslation();
  const [picked, setPicked] = useState<string[]>([]);
  const taking = useAct(
    (reason: string) =>
      answer(client.POST('/api/v1/takedowns/confirm', { body: { photos: picked, reason } })),
    { refresh: ['sources'], done: t('takedown.done'), then: onTaken },
  );
  const faces = found
    .filter(({ photo }) => picked.includes(photo))
    .reduce((sum, photo) => sum + photo.faces, 0);
  if (found.length === 0) return <Empty title={t('takedown.none')}>{t('takedown.noneHint')}</Empty>;
  return (
    <Section title={t('takedown.found', { count: found.length })}>
      {more && (
        <Alert color="yellow" mb="sm">
          {t('takedown.more')}
        </Alert>
      )}
      <Checkbox.Group value={picked} onChange={setPicked} aria-label={t('takedown.pick')}>
        <Stack gap="xs">
          {found.map(({ photo, source, title, faces: held, thumbnail, why }) => (
            <Paper key={photo} withBorder p="xs">
              <Group wrap="nowrap">
                <Checkbox value={photo} label={t('takedown.pickOne', { title })} />
                {thumbnail != null && <img src={thumbnail} alt="" height={72} />}
                <Text size="sm" c="dimmed">
                  {[
                    t('takedown.holds', { source, count: held }),
                    ...why.map((one) => t(`takedown.why.${one}`)),
                  ].join(' · ')}
                </Text>
              </Group>
            </Paper>
          ))}
        </Stack>
      </Checkbox.Group>
      <Group mt="sm">
        <ConfirmButton
          label={t('takedown.take', { count: picked.length })}
          title={t('takedown.title')}
          loses={t('takedown.loses', { photos: picked.length, faces })}
          withReason
          disabled={picked.length === 0}
          busy={taking.isPending}
          onConfirm={(reason) => taking.mutate(reason)}
        />
      </Group>
    </Section>
  );
}
