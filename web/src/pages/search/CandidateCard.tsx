import { Anchor, Badge, Button, Group, Paper, Select, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Candidate, Disposition } from '../../api/types';
import { day } from '../../components/format';
import { rate } from './rate';
import classes from './CandidateCard.module.css';
import { dispositionsOf } from './dispositions';

type Properties = {
  search: string;
  candidate: Candidate;
  mayDispose: boolean;
  /** Chosen, and not sent yet. */
  chosen: Disposition | undefined;
  onChoose: (disposition: Disposition) => void;
};

/** One candidate: the face, how it scored and what that is worth, where it came from. */
export function CandidateCard({ search, candidate, mayDispose, chosen, onChoose }: Properties) {
  const { t } = useTranslation();
  const { rank, removed, disposition } = candidate;
  const choices = dispositionsOf(candidate);
  return (
    <Paper withBorder p="sm" role="listitem" aria-label={t('search.rank', { rank })}>
      <Stack gap={6} h="100%">
        <Group justify="space-between">
          <Text fw={600} size="sm">
            {t('search.rank', { rank })}
          </Text>
          <Text size="sm">{t('search.score', { score: candidate.score.toFixed(3) })}</Text>
        </Group>
        {!removed ? (
          <img
            className={classes.crop}
            src={candidate.crop ?? undefined}
            alt={t('search.candidateAlt', { rank })}
          />
        ) : (
          <div className={classes.removed}>{t('search.removed')}</div>
        )}
        <Worth candidate={candidate} />
        {!removed && <Origin candidate={candidate} />}
        <Stack gap={6} mt="auto">
          {disposition != null && (
            <Badge tt="none" color="gray" maw="100%" style={{ alignSelf: 'flex-start' }}>
              {t(`conclusion.${disposition.examination ?? disposition.conclusion}`)}
            </Badge>
          )}
          {mayDispose && disposition == null && (
            <Select
              aria-label={t('disposition.of', { rank })}
              placeholder={t('disposition.choose')}
              size="xs"
              value={chosen ?? null}
              data={choices.map((value) => ({ value, label: t(`conclusion.${value}`) }))}
              onChange={(value) => {
                const picked = choices.find((kind) => kind === value);
                if (picked !== undefined) onChoose(picked);
              }}
            />
          )}
          {!removed && (
            <Button
              component={Link}
              to={`/searches/${search}/compare/${rank}`}
              variant="default"
              size="xs"
              aria-label={t('compare.with', { rank })}
            >
              {t('compare.title')}
            </Button>
          )}
        </Stack>
      </Stack>
    </Paper>
  );
}

/** What the score says, or why it says nothing. */
function Worth({ candidate }: { candidate: Candidate }) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm">{rate(candidate, t)}</Text>
      {candidate.expectedStrangers != null && (
        <Text size="xs" c="dimmed">
          {t('search.strangers', { strangers: strangers(candidate.expectedStrangers) })}
        </Text>
      )}
    </>
  );
}

function Origin({ candidate }: { candidate: Candidate }) {
  const { t } = useTranslation();
  const { source, title, link, captured, quality } = candidate;
  return (
    <Text size="xs" component="div" className={classes.origin}>
      {link == null ? (
        title
      ) : (
        <Anchor href={link} target="_blank" rel="noreferrer noopener" size="xs">
          {title}
        </Anchor>
      )}
      <div>{source}</div>
      <div>
        {captured == null ? t('search.undated') : t('search.captured', { on: day(captured) })} ·{' '}
        {quality != null && t('quality.score', { score: quality })}
      </div>
    </Text>
  );
}

/** Two digits that count; very small ones in words of their own. */
function strangers(expected: number): string {
  return expected < 0.001 ? '< 0.001' : expected.toPrecision(2);
}
