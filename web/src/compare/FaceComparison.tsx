import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../api/queries';
import { ProblemAlert } from '../components/ProblemAlert';
import { FaceFrame } from './FaceFrame';
import { ALIGNED_PIXELS } from './FaceLayer';
import { AS_IT_IS, changed } from './view';
import { ViewControls } from './ViewControls';

/** The probe and a candidate, aligned on the eyes by the server, looked at together. */
export function FaceComparison({ search, rank }: { search: string; rank: number }) {
  const { t } = useTranslation();
  const [view, change] = useReducer(changed, AS_IT_IS);
  const probe = useQuery(queries.probeLandmarks(search));
  const candidate = useQuery(queries.candidateLandmarks(search, rank));
  const url = `/api/v1/searches/${search}`;
  // Lost, or destroyed with the files of its case.
  if (probe.isError) return <ProblemAlert error={probe.error} />;
  return (
    <Stack gap="sm">
      <FaceFrame
        probe={{
          src: `${url}/probe-aligned.jpg?size=${ALIGNED_PIXELS}`,
          caption: t('compare.probe'),
          landmarks: probe.data,
        }}
        candidate={{
          src: `${url}/candidates/${rank}/aligned.jpg?size=${ALIGNED_PIXELS}`,
          caption: t('compare.candidate', { rank }),
          landmarks: candidate.data,
        }}
        view={view}
        onChange={change}
      />
      <ViewControls view={view} onChange={change} />
    </Stack>
  );
}
