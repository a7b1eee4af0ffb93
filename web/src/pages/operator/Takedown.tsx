import { Button, Checkbox, FileInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import { ask } from '../../api/http';
import type { AlikePhoto, FoundPhoto } from '../../api/types';
import layout from '../../components/layout.module.css';
import { day } from '../../components/format';
import { PageHead } from '../../components/PageHead';
import { ProblemAlert } from '../../components/ProblemAlert';
import { Section } from '../../components/Section';
import { useAct } from '../../components/useAct';
import { FoundPhotos, type Shown } from './FoundPhotos';
import { LIMITS } from '../../components/text';
import { ProseField, TextField } from '../../components/TextField';
import { TakedownHistory } from './TakedownHistory';

type Found = { shown: Shown[]; more: boolean };
type Page<T> = { found: T[]; more: boolean };

async function sendForm<T>(url: string, form: FormData): Promise<T> {
  return (await (await ask(url, { method: 'POST', body: form })).json()) as T;
}

/** Takes single photos out of the gallery, found by their link, by the file itself, or by the faces on it. */
export function Takedown() {
  const { t } = useTranslation();
  const [link, setLink] = useState('');
  const [photo, setPhoto] = useState<File | null>(null);
  const [byFaces, setByFaces] = useState(false);
  const [reason, setReason] = useState('');

  const named = ({ found, more }: Page<FoundPhoto>): Found => ({
    shown: found.map((one) => ({
      photo: one.photo,
      thumbnail: one.thumbnail,
      label: t('takedown.pickOne', { title: one.title }),
      says: t('takedown.holds', { source: one.source, count: one.faces }),
    })),
    more,
  });
  const unnamed = ({ found, more }: Page<AlikePhoto>): Found => ({
    shown: found.map((one, index) => ({
      photo: one.photo,
      thumbnail: one.thumbnail,
      label: t('takedown.pickAlike', { number: index + 1 }),
      says: [one.source, ...(one.captured == null ? [] : [day(one.captured)])].join(' · '),
    })),
    more,
  });
  const looking = useAct(
    async (): Promise<Found> => {
      if (photo === null) {
        return named(await answer(client.POST('/api/v1/takedowns', { body: { link: link.trim() } })));
      }
      const form = new FormData();
      form.append('photo', photo);
      const same = await sendForm<Page<FoundPhoto>>('/api/v1/takedowns', form);
      if (!byFaces) return named(same);
      form.append('reason', reason.trim());
      const alike = await sendForm<Page<AlikePhoto>>('/api/v1/takedowns/faces', form);
      const others = alike.found.filter(({ photo: id }) => same.found.every((one) => one.photo !== id));
      return unnamed({ found: [...same.found, ...others], more: same.more || alike.more });
    },
    { inPlace: true, refresh: ['takedowns'] },
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
                onChange={(chosen) => {
                  setPhoto(chosen);
                  setByFaces(false);
                }}
              />
              {photo !== null && (
                <Checkbox
                  label={t('takedown.byFaces')}
                  description={t('takedown.byFacesHint')}
                  checked={byFaces}
                  onChange={(event) => setByFaces(event.currentTarget.checked)}
                />
              )}
              {photo !== null && byFaces && (
                <ProseField
                  label={t('common.reason')}
                  description={t('common.reasonRecorded')}
                  required
                  limit={LIMITS.reason}
                  value={reason}
                  onChange={(event) => setReason(event.currentTarget.value)}
                />
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
            found={looking.data.shown}
            more={looking.data.more}
            onTaken={() => looking.reset()}
          />
        )}
        <TakedownHistory />
      </Stack>
    </>
  );
}
