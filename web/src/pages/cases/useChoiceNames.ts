import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries';
import type { Choice } from '../../api/types';

function nameOf(choices: Choice[] | undefined, code: string): string {
  return choices?.find((choice) => choice.code === code)?.name ?? code;
}

/** The policy's names of what cases hold as codes. */
export function useChoiceNames() {
  const { data } = useQuery(queries.caseChoices());
  return {
    offence: (code: string) => nameOf(data?.offences, code),
    jurisdiction: (code: string) => nameOf(data?.jurisdictions, code),
  };
}
