import { Button, FileInput, Progress, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Import } from '../../api/types';
import { upload } from '../../api/upload';
import { ProblemAlert } from '../../components/ProblemAlert';
import { useAct } from '../../components/useAct';

/** Photos or archives, with an optional manifest of links and dates. */
export function ImportForm({ source }: { source: string }) {
  const { t } = useTranslation();
  const [photos, setPhotos] = useState<File[]>([]);
  const [manifest, setManifest] = useState<File | null>(null);
  const [sent, setSent] = useState(0);
  const importing = useAct(
    () => {
      const form = new FormData();
      photos.forEach((photo) => form.append('files', photo));
      if (manifest !== null) form.append('manifest', manifest);
      return upload<Import>('POST', `/api/v1/sources/${source}/imports`, form, {}, setSent);
    },
    {
      inPlace: true,
      refresh: ['imports', 'sources'],
      done: t('imports.begun'),
      then: () => {
        setPhotos([]);
        setManifest(null);
      },
    },
  );
  return (
    <Stack gap="sm">
      <FileInput
        label={t('imports.photos')}
        description={t('imports.photosHint')}
        placeholder={t('common.chooseFiles')}
        multiple
        clearable
        clearButtonProps={{ 'aria-label': t('common.clear') }}
        accept="image/*,.zip,.tar,.tgz,.tar.gz"
        value={photos}
        onChange={setPhotos}
      />
      <FileInput
        label={t('imports.manifest')}
        description={t('imports.manifestHint')}
        placeholder={t('common.chooseFile')}
        clearable
        clearButtonProps={{ 'aria-label': t('common.clear') }}
        accept=".csv,.jsonl"
        value={manifest}
        onChange={setManifest}
      />
      {importing.isPending && <Progress value={sent * 100} animated aria-label={t('common.uploading')} />}
      {importing.isError && <ProblemAlert error={importing.error} />}
      <div>
        <Button
          disabled={photos.length === 0}
          loading={importing.isPending}
          onClick={() => importing.mutate()}
        >
          {t('imports.begin')}
        </Button>
      </div>
    </Stack>
  );
}
