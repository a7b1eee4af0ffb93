import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import type { Disposition, Search } from '../../api/types';
import layout from '../../components/layout.module.css';
import { useAct } from '../../components/useAct';
import { CandidateCard } from './CandidateCard';

type Properties = { search: Search; mayDispose: boolean };

/** The candidates, best score first. Every one is disposed of; what is chosen is sent together. */
export function Candidates({ search, mayDispose }: Properties) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<ReadonlyMap<number, Disposition>>(new Map());
  const saving = useAct(
    (dispositions: { rank: number; disposition: Disposition }[]) =>
      answer(
        client.PUT('/api/v1/searches/{id}/dispositions', {
          params: { path: { id: search.id } },
          body: { dispositions },
        }),
      ),
    { refresh: ['searches'], done: t('disposition.saved'), then: () => setChosen(new Map()) },
  );
  const left = search.candidates.filter(
    ({ rank, disposition }) => disposition == null && !chosen.has(rank),
  ).length;
  return (
    <>
      <div className={layout.cards} role="list" aria-label={t('search.candidates')}>
        {search.candidates.map((candidate) => (
          <CandidateCard
            key={candidate.rank}
            search={search.id}
            candidate={candidate}
            mayDispose={mayDispose}
            chosen={chosen.get(candidate.rank)}
            onChoose={(disposition) => setChosen(new Map(chosen).set(candidate.rank, disposition))}
          />
        ))}
      </div>
      {mayDispose && left === 0 && chosen.size === 0 && <Text size="sm">{t('disposition.done')}</Text>}
      {mayDispose && (left > 0 || chosen.size > 0) && (
        <Group>
          <Button
            disabled={chosen.size === 0}
            loading={saving.isPending}
            onClick={() => saving.mutate([...chosen].map(([rank, disposition]) => ({ rank, disposition })))}
          >
            {t('disposition.save', { count: chosen.size })}
          </Button>
          <Text size="sm" role="status">
            {t('disposition.left', { count: left })}
          </Text>
        </Group>
      )}
    </>
  );
}
