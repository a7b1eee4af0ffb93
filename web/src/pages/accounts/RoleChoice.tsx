import { Checkbox, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../api/types';

const ROLES = ['EXAMINER', 'REVIEWER', 'ADMINISTRATOR', 'AUDITOR'] as const satisfies Role[];

type Properties = { value: Role[]; error?: ReactNode; onChange: (roles: Role[]) => void };

/** The roles that accounts of an agency may have, each with what it may do. */
export function RoleChoice({ value, error, onChange }: Properties) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group label={t('accounts.roles')} required error={error} value={value} onChange={onChange}>
      <Stack gap={8} mt={6}>
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            value={role}
            label={t(`role.${role}`)}
            description={t(`accounts.may.${role}`)}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
