import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { NoPasskey, signIn } from '../../passkeys/ceremony';

/** Signs in; what went wrong is said in words for a person. */
export function usePasskey(then: () => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      try {
        await signIn();
      } catch (error) {
        throw error instanceof NoPasskey ? new Error(t('signIn.none'), { cause: error }) : error;
      }
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['session'] });
      then();
    },
  });
}
