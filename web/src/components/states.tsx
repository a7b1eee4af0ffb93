import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Account, Case, Import, SearchState, Source } from '../api/types';

const COLORS = {
  OPEN: 'blue',
  CLOSED: 'gray',
  WAITING_FOR_APPROVAL: 'yellow',
  REFUSED: 'red',
  CANDIDATES: 'blue',
  IN_REVIEW: 'yellow',
  LEAD: 'green',
  NO_LEAD: 'gray',
  INVITED: 'yellow',
  ACTIVE: 'green',
  SUSPENDED: 'red',
  ENDED: 'gray',
  LEAVING: 'yellow',
  REMOVING: 'yellow',
  REMOVED: 'gray',
  WAITING: 'gray',
  RUNNING: 'blue',
  PAUSING: 'yellow',
  PAUSED: 'yellow',
  CANCELLING: 'gray',
  FINISHED: 'green',
  CANCELLED: 'gray',
  FAILED: 'red',
  DAMAGED: 'red',
} as const satisfies Record<
  SearchState | Case['state'] | Account['state'] | Source['state'] | Import['state'],
  string
>;

/** The state of a case, search, account, source or import, as a word. */
export function StateBadge({ state }: { state: keyof typeof COLORS }) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[state]} tt="none">
      {t(`state.${state}`)}
    </Badge>
  );
}
