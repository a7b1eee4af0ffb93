import { Alert, Button, Code, Group, Spoiler, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import { queries } from '../../api/queries';
import { invitationIn, type Invitation, type Proposal } from '../../api/types';
import { useSignedIn } from '../../app/session';
import { ConfirmButton } from '../../components/ConfirmButton';
import { moment } from '../../components/format';
import { InvitationResult } from '../../components/InvitationResult';
import { ProblemAlert } from '../../components/ProblemAlert';
import { useAct } from '../../components/useAct';

/** What waits for a second person, and what became of such things lately: everybody of the agency sees it. */
export function Proposals() {
  const { t } = useTranslation();
  const { data, isError, error, refetch } = useQuery(queries.proposals());
  const [invitation, setInvitation] = useState<Invitation>();
  const all = data?.items ?? [];
  const decided = all.filter(({ state }) => state !== 'OPEN');
  return (
    <>
      {isError && <ProblemAlert error={error} retry={() => void refetch()} />}
      {all.length > 0 && (
        <Stack gap="xs" mb="md" role="region" aria-label={t('proposals.title')}>
          {all
            .filter(({ state }) => state === 'OPEN')
            .map((proposal) => (
              <Open key={proposal.id} proposal={proposal} onInvitation={setInvitation} />
            ))}
          {decided.length > 0 && (
            <Alert color="gray" title={t('proposals.decided')}>
              {decided.map((proposal) => (
                <Text size="sm" key={proposal.id}>
                  <Wanted proposal={proposal} /> <Became proposal={proposal} />
                </Text>
              ))}
            </Alert>
          )}
        </Stack>
      )}
      <InvitationResult invitation={invitation} onClose={() => setInvitation(undefined)} />
    </>
  );
}

function Wanted({
  proposal: { kind, proposedBy: by, name = '', roles, reason = '' },
}: {
  proposal: Proposal;
}) {
  const { t } = useTranslation();
  const as = roles.map((role) => t(`role.${role}`)).join(', ');
  return t(`proposals.wanted.${kind}`, { by, name, roles: as, reason });
}

function Became({ proposal: { state, decidedBy: by, decided, lapses } }: { proposal: Proposal }) {
  const { t } = useTranslation();
  if (state === 'OPEN') return null;
  return t(`proposals.state.${state}`, { by, when: moment(decided ?? lapses) });
}

type OpenProperties = { proposal: Proposal; onInvitation: (invitation: Invitation) => void };

function Open({ proposal, onInvitation }: OpenProperties) {
  const { t } = useTranslation();
  const own = useSignedIn().account.id;
  const { id, account, alone, lapses, policy, proposedBy: by, mayAgree, mayRefuse } = proposal;
  const waits = proposal.proposerLeads ? t('proposals.waits') : t('proposals.void', { by });
  const params = { path: { id } };
  const refresh = ['proposals', 'accounts', 'policy', 'case-choices', 'session'];
  const agreeing = useAct(() => answer(client.POST('/api/v1/proposals/{id}/agree', { params })), {
    refresh,
    done: t('proposals.agreed'),
    then: (offered) => {
      const invitation = invitationIn(offered);
      if (invitation !== undefined) onInvitation(invitation);
    },
  });
  const refusing = useAct(() => answer(client.POST('/api/v1/proposals/{id}/refuse', { params })), {
    refresh,
    done: t('proposals.refused'),
  });
  return (
    <Alert color={account === own ? 'red' : 'yellow'} title={<Wanted proposal={proposal} />}>
      <Stack gap="xs">
        <Text size="sm">
          {account === own && t('proposals.yours')}{' '}
          {alone == null ? waits : t('proposals.alone', { by, when: moment(alone) })}{' '}
          {t('proposals.lapses', { when: moment(lapses) })}
        </Text>
        {policy != null && (
          <Spoiler maxHeight={0} showLabel={t('proposals.showPolicy')} hideLabel={t('proposals.hidePolicy')}>
            <Code block>{policy}</Code>
          </Spoiler>
        )}
        <Group gap="xs">
          {mayAgree && (
            <ConfirmButton
              label={t('proposals.agree')}
              title={t('proposals.agree')}
              loses={
                <>
                  <Wanted proposal={proposal} /> {t('proposals.atOnce')}
                </>
              }
              color="blue"
              size="xs"
              busy={agreeing.isPending}
              onConfirm={() => agreeing.mutate()}
            />
          )}
          {mayRefuse && (
            <Button
              size="xs"
              variant="default"
              loading={refusing.isPending}
              onClick={() => refusing.mutate()}
            >
              {t(proposal.own ? 'proposals.withdraw' : 'proposals.refuse')}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
