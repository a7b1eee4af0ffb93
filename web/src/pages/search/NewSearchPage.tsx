import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { answer, client } from '../../api/client';
import { queries } from '../../api/queries';
import type { Probe, Scope } from '../../api/types';
import { useParameter } from '../../app/useParameter';
import layout from '../../components/layout.module.css';
import { Waiting } from '../../components/Loaded';
import { PageHead } from '../../components/PageHead';
import { ProblemAlert } from '../../components/ProblemAlert';
import { Section } from '../../components/Section';
import { useAct } from '../../components/useAct';
import { FacePicker } from './FacePicker';
import { PhotoDrop } from './PhotoDrop';
import { QualityPanel } from './QualityPanel';
import { ScopeForm } from './ScopeForm';

/** From a photo to candidates: the photo, the face on it, the scope. */
export function NewSearchPage() {
  const { t } = useTranslation();
  const id = useParameter('id');
  const navigate = useNavigate();
  const found = useQuery(queries.case(id));
  const [probe, setProbe] = useState<Probe>();
  const [face, setFace] = useState<number>();
  const searching = useAct(
    (body: Scope & { probe: string; face: number }) =>
      answer(client.POST('/api/v1/cases/{id}/searches', { params: { path: { id } }, body })),
    {
      inPlace: true,
      refresh: ['searches', 'cases'],
      then: (search) => void navigate(`/searches/${search.id}`),
    },
  );
  const take = (taken: Probe | undefined) => {
    setProbe(taken);
    setFace(taken?.faces.length === 1 ? taken.faces[0]?.number : undefined);
  };
  const chosen = probe?.faces.find(({ number }) => number === face);
  return (
    <>
      <PageHead
        title={t('search.new')}
        above={{ to: `/cases/${id}`, title: t('case.title', { number: found.data?.number ?? '' }) }}
        note={t('search.recorded')}
      />
      <div className={layout.aside}>
        <Section title={t('photo.title')}>
          {probe === undefined ? (
            <PhotoDrop caseId={id} onProbe={take} />
          ) : (
            <FacePicker probe={probe} chosen={face} onChoose={setFace} onAnother={() => take(undefined)} />
          )}
        </Section>
        <Stack>
          <Section title={t('quality.title')}>
            <QualityPanel face={chosen} />
          </Section>
          <Section title={t('scope.title')}>
            <ScopeForm
              ready={chosen !== undefined}
              busy={searching.isPending}
              onSearch={(scope) => {
                if (probe !== undefined && face !== undefined)
                  searching.mutate({ ...scope, probe: probe.id, face });
              }}
            />
          </Section>
          {searching.isPending && <Waiting label={t('search.running')} />}
          {searching.isError && <ProblemAlert error={searching.error} />}
        </Stack>
      </div>
    </>
  );
}
