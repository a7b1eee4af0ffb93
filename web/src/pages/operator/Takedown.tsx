import { Button, FileInput, Progress, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import type { FoundPhoto } from '../../api/types';
import { upload } from '../../api/upload';
import layout from '../../components/layout.module.css';
import { PageHead } from '../../components/PageHead';
import { ProblemAlert } from '../../components/ProblemAlert';
import { Section } from '../../components/Section';
import { useAct } from '../../components/useAct';
import { FoundPhotos } from './FoundPhotos';
import { LIMITS } from '../../components/text';
import { TextField } from '../../components/TextField';

type Answer = { found: FoundPhoto[]; more: boolean };

/** Takes single photos out of the gallery, found by their link or by the photo itself. */
export function Takedown() {
  const { t } = useTranslation();
  const [link, setLink] = useState('');
  const [photo, setPhoto] = useState<File | null>(null);
  const [sent, setSent] = useState(0);
  const looking = useAct(
    (): Promise<Answer> => {
      if (photo === null) return answer(client.POST('/api/v1/takedowns', { body: { link: link.trim() } }));
      const form = new FormData();
      form.append('photo', photo);
      return upload<Answer>('POST', '/api/v1/takedowns', form, {}, setSent);
    },
    { inPlace: true },
  );
  return (
    <>
      <PageHead title={t('takedown.title')} note={t('takedown.note')} />
      <Stack>
        <Section title={t('takedown.find')}>
          <form
            className={layout.form}
            onSubmit={(event) => {
              event.preventDefault();
              looking.mutate();
            }}
          >
            <Stack gap="sm">
              <TextField
                label={t('takedown.link')}
                disabled={photo !== null}
                limit={LIMITS.link}
                value={link}
                onChange={(event) => setLink(event.currentTarget.value)}
              />
              <FileInput
                label={t('takedown.photo')}
                placeholder={t('common.chooseFile')}
                accept="image/*"
                clearable
                clearButtonProps={{ 'aria-label': t('common.clear') }}
                value={photo}
                onChange={setPhoto}
              />
              {looking.isPending && photo !== null && (
                <Progress value={sent * 100} animated aria-label={t('common.uploading')} />
              )}
              {looking.isError && <ProblemAlert error={looking.error} />}
              <div>
                <Button
                  type="submit"
                  disabled={photo === null && link.trim() === ''}
                  loading={looking.isPending}
                >
                  {t('takedown.look')}
                </Button>
              </div>
            </Stack>
          </form>
        </Section>
        {looking.data !== undefined && (
          <FoundPhotos
            key={looking.submittedAt}
            found={looking.data.found}
            more={looking.data.more}
            onTaken={() => looking.reset()}
          />
        )}
      </Stack>
    </>
  );
}
