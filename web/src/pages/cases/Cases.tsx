import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Case } from '../../api/types';
import { useRole } from '../../app/session';
import { Empty } from '../../components/Empty';
import { PageHead } from '../../components/PageHead';
import { CaseList } from './CaseList';

export function Cases() {
  const { t } = useTranslation();
  const mayOpen = useRole('EXAMINER');
  const [state, setState] = useState<Case['state']>('OPEN');
  return (
    <>
      <PageHead title={t('cases.title')}>
        {mayOpen && (
          <Button component={Link} to="/cases/new">
            {t('cases.new')}
          </Button>
        )}
      </PageHead>
      <SegmentedControl
        mb="sm"
        aria-label={t('cases.which')}
        value={state}
        onChange={(value) => setState(value === 'CLOSED' ? 'CLOSED' : 'OPEN')}
        data={[
          { value: 'OPEN', label: t('state.OPEN') },
          { value: 'CLOSED', label: t('state.CLOSED') },
        ]}
      />
      <CaseList
        state={state}
        empty={<Empty title={t(`cases.none.${state}`)}>{mayOpen && t('cases.noneHint')}</Empty>}
      />
    </>
  );
}
