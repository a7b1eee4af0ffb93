import { Alert, Checkbox, Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import { ConfirmButton } from '../../components/ConfirmButton';
import { Empty } from '../../components/Empty';
import layout from '../../components/layout.module.css';
import { Section } from '../../components/Section';
import { useAct } from '../../components/useAct';

/** A photo that may be the one, and what the page says of it. */
export type Shown = { photo: string; thumbnail?: string | null; label: string; says: string };

type Props = {
  found: Shown[];
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
    { refresh: ['sources', 'takedowns'], done: t('takedown.done'), then: onTaken },
  );
  if (found.length === 0) return <Empty title={t('takedown.none')}>{t('takedown.noneHint')}</Empty>;
  return (
    <Section title={t('takedown.found', { count: found.length })}>
      {more && (
        <Alert color="yellow" mb="sm">
          {t('takedown.more')}
        </Alert>
      )}
      <Checkbox.Group value={picked} onChange={setPicked} aria-label={t('takedown.pick')}>
        <div className={layout.cards}>
          {found.map(({ photo, thumbnail, label, says }) => (
            <Paper key={photo} withBorder p="xs">
              {thumbnail != null && <img src={thumbnail} alt="" height={96} />}
              <Checkbox value={photo} label={label} />
              <Text size="sm" c="dimmed">
                {says}
              </Text>
            </Paper>
          ))}
        </div>
      </Checkbox.Group>
      <Group mt="sm">
        <ConfirmButton
          label={t('takedown.take', { count: picked.length })}
          title={t('takedown.title')}
          loses={t('takedown.loses', { count: picked.length })}
          withReason
          disabled={picked.length === 0}
          busy={taking.isPending}
          onConfirm={(reason) => taking.mutate(reason)}
        />
      </Group>
    </Section>
  );
}
