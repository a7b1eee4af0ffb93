import { Progress, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Probe } from '../../api/types';
import { upload } from '../../api/upload';
import { ProblemAlert } from '../../components/ProblemAlert';
import { useAct } from '../../components/useAct';
import classes from './PhotoDrop.module.css';

const MOST_BYTES = 40 << 20;

/** Takes the photo: dropped, pasted or chosen. It goes to the server's memory only, until a search keeps it. */
export function PhotoDrop({ caseId, onProbe }: { caseId: string; onProbe: (probe: Probe) => void }) {
  const { t } = useTranslation();
  const [sent, setSent] = useState(0);
  const [refused, setRefused] = useState<string>();
  const { mutate, isPending, isError, error } = useAct(
    (photo: Blob) =>
      upload<Probe>(
        'POST',
        `/api/v1/cases/${caseId}/probes`,
        photo,
        { 'Content-Type': photo.type === '' ? 'application/octet-stream' : photo.type },
        setSent,
      ),
    { inPlace: true, then: onProbe },
  );
  const take = useCallback(
    (photo: Blob | undefined) => {
      setRefused(undefined);
      setSent(0);
      if (photo !== undefined) mutate(photo);
    },
    [mutate],
  );

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const photo = [...(event.clipboardData?.files ?? [])].find((file) => file.type.startsWith('image/'));
      if (photo === undefined) return;
      event.preventDefault();
      take(photo);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [take]);

  return (
    <Stack>
      <Dropzone
        className={classes.drop}
        multiple={false}
        maxSize={MOST_BYTES}
        accept={['image/*']}
        disabled={isPending}
        onDrop={([photo]) => take(photo)}
        onReject={([rejection]) =>
          setRefused(t('photo.refused', { name: rejection?.file.name ?? '', limit: MOST_BYTES >> 20 }))
        }
        inputProps={{ 'aria-label': t('photo.choose') }}
      >
        <Text fw={600}>{t('photo.drop')}</Text>
        <Text size="sm" c="dimmed">
          {t('photo.hint', { limit: MOST_BYTES >> 20 })}
        </Text>
      </Dropzone>
      {isPending && (
        <div>
          <Text size="sm">{sent < 1 ? t('common.uploading') : t('photo.looking')}</Text>
          <Progress value={sent * 100} animated={sent === 1} aria-label={t('common.uploading')} />
        </div>
      )}
      {refused !== undefined && <ProblemAlert error={new Error(refused)} />}
      {isError && <ProblemAlert error={error} />}
    </Stack>
  );
}
