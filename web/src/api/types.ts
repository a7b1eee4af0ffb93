import type { components } from './schema';

/**
 * What the server's API takes and gives, by the names that the pages use. Times are ISO 8601 in UTC, days are
 * `YYYY-MM-DD`.
 */
type Schemas = components['schemas'];

export type Role = Schemas['Role'];
export type Page<T> = { items: T[]; next: string | null };

export type Session = Schemas['Session'];
export type InvitationLook = Schemas['InvitationLooked'];
export type Invitation = Schemas['AccountInvited'];
export type Offered = Schemas['AccountOffered'];
export type Passkey = Schemas['Passkey'];
export type Training = Schemas['Training'];
export type Account = Schemas['Account'];
export type Proposal = Schemas['Proposal'];
export type ApiKey = Schemas['ApiKey'];
export type ApiKeyScope = ApiKey['scopes'][number];

export type Sensitive = Schemas['Sensitivity'];
export type NewCase = Schemas['CaseRequest'];
export type Case = Schemas['Case'];
export type CaseChoices = Schemas['PolicyChoices'];
export type Choice = { code: string; name: string };
export type Policy = Schemas['Policy'];

export type Probe = Schemas['Probe'];
export type ProbeFace = Schemas['ProbeFace'];
export type NewSearch = Schemas['NewSearch'];
export type Scope = Omit<NewSearch, 'probe' | 'face'>;
export type Search = Schemas['Search'];
export type SearchState = Search['state'];
export type Candidate = Schemas['Candidate'];
export type Disposition = Schemas['DispositionKind'];
export type Landmarks = Schemas['SearchPictureLandmarks'];

export type Observation = Schemas['ObservationSeen'];
export type Conclusion = Schemas['Conclusion'];
export type FacialFeature = Schemas['ReviewFeature'];
export type Examination = Schemas['ReviewNewOpinion'];
export type Review = Schemas['ReviewTask'];

export type Oversight = Schemas['Use'];
export type Counted = Pick<Schemas['UseOfAccount'], 'searches' | 'refused' | 'leads'>;

export type SourceKind = Schemas['SourceKind'];
export type NewSource = Schemas['SourceForm'];
export type Source = Schemas['Source'];
export type SourceEnd = NonNullable<Source['ended']>;
export type EndReason = Schemas['SourceReason'];
export type Receipt = NonNullable<Source['removalReceipt']>;
export type Import = Schemas['Import'];
export type ImportState = Import['state'];
export type FoundPhoto = Schemas['TakedownFound'];
export type AlikePhoto = Schemas['TakedownAlike'];
export type Ledger = Schemas['Ledger'];

/** The invitation, unless it is only proposed. */
export function invitationIn({ link, code, expires }: Offered): Invitation | undefined {
  return link != null && code != null && expires != null ? { link, code, expires } : undefined;
}
