/** What the server's API takes and gives. Times are ISO 8601 in UTC, days are `YYYY-MM-DD`. */

export type Role = 'OPERATOR' | 'ADMINISTRATOR' | 'EXAMINER' | 'REVIEWER' | 'AUDITOR';
export type Person = { id: string; name: string };
export type Page<T> = { items: T[]; next?: string | null };

export type Session =
  | { signedIn: false; registering: boolean }
  | {
      signedIn: true;
      registering: boolean;
      account: { id: string; name: string; roles: Role[]; trainedUntil?: string | null };
      agency: { name: string };
      operator: boolean;
      touchedAt: string;
      idleSeconds: number;
      gallery: { faces: number; pack: string };
    };

export type InvitationLook = { agencyName: string; accountName: string; roles: Role[]; expires: string };
export type Invitation = { link: string; code: string; expires: string };
export type RecoveryStep = { state: 'NEEDS_SECOND' } | Invitation;
export type Passkey = { id: string; label: string; created: string; lastUsed?: string | null };
export type Training = { course: string; on: string; until: string };
export type Account = {
  id: string;
  name: string;
  roles: Role[];
  state: 'INVITED' | 'ACTIVE' | 'SUSPENDED';
  training: Training[];
  trainedUntil?: string | null;
  created: string;
};
export type ApiKeyScope = 'search' | 'read';
export type ApiKey = {
  id: string;
  name: string;
  scopes: ApiKeyScope[];
  expires: string;
  created?: string;
  key?: string | null;
};

export type Sensitive = 'MINORS' | 'WORSHIP' | 'PROTEST' | 'HEALTH';
export type CaseDocument = {
  name: string;
  type: string;
  bytes: number;
  sha256: string;
  sealed: boolean;
  lost: boolean;
};
export type NewCase = {
  number: string;
  offence: string;
  legalBasis: string;
  jurisdiction: string;
  justification: string;
  validUntil: string;
  sensitive: Sensitive[];
};
export type Case = NewCase & {
  id: string;
  state: 'OPEN' | 'CLOSED';
  opened: string;
  openedBy: Person;
  document?: CaseDocument | null;
  closed?: { at: string; by: Person; reason: string } | null;
  searches: number;
};
export type Choice = { code: string; name: string };
export type CaseChoices = {
  offences: (Choice & { seriousness: number })[];
  legalBases: string[];
  jurisdictions: (Choice & { allowed: boolean })[];
};
export type PolicyRule = {
  id: string;
  title: string;
  when: string;
  then: 'REFUSES' | 'ASKS_FOR_APPROVAL';
  says: string;
};
/** The version is the beginning of the text's SHA-256. */
export type Policy = { text: string; rules: PolicyRule[]; version: string };

export type Box = { left: number; top: number; right: number; bottom: number };
export type QualityComponent = { measure: string; value: number; unit?: string | null; score: number };
export type Quality = { score: number; verdict: string; advice: string[]; components: QualityComponent[] };
export type ProbeFace = { number: number; box: Box; quality: Quality; crop: string };
export type Probe = {
  id: string;
  width: number;
  height: number;
  sha256: string;
  faces: ProbeFace[];
  image: string;
};

export type SearchState =
  'WAITING_FOR_APPROVAL' | 'REFUSED' | 'CANDIDATES' | 'IN_REVIEW' | 'LEAD' | 'NO_LEAD';
export type Disposition = 'EXCLUDED' | 'POSSIBLE' | 'NOT_EXAMINABLE';
export type Candidate = {
  rank: number;
  score: number;
  falseMatchRate?: { oneIn: number; extrapolated: boolean; text: string } | null;
  expectedStrangers?: number | null;
  quality?: number | null;
  source?: string | null;
  title?: string | null;
  link?: string | null;
  captured?: string | null;
  crop?: string | null;
  thumbnail?: string | null;
  removed: boolean;
  disposition?: {
    conclusion: Disposition;
    note?: string | null;
    by: Person;
    at: string;
    /** What the examiner concluded, feature by feature. */
    examination?: Conclusion | null;
  } | null;
};
export type Scope = {
  limit: number;
  sourcesIn?: string[];
  takenFrom?: string;
  takenUntil?: string;
  minQuality?: number;
};
export type NewSearch = Scope & { probe: string; face: number };
export type Search = {
  id: string;
  case: { id: string; number: string };
  /** Not told to a reviewer who still has to judge without knowing. */
  by?: Person | null;
  at: string;
  state: SearchState;
  /** This and the next two are there once faces were compared. */
  gallery?: { faces: number; generation: number } | null;
  pack?: string | null;
  compared?: number | null;
  probe: {
    sha256: string;
    width: number;
    height: number;
    quality: { score: number; verdict: string };
    image: string;
    crop: string;
    sealed: boolean;
    lost: boolean;
  };
  scope?: Omit<Scope, 'limit'> | null;
  limit: number;
  candidates: Candidate[];
  caution: string;
  rule?: { id: string; title: string; says: string } | null;
  decision?: { approved: boolean; reason: string; by: Person; at: string } | null;
};
export type Landmarks = { points: { x: number; y: number }[] };

export type Observation = 'SIMILAR' | 'DIFFERENT' | 'NOT_VISIBLE';
export type Conclusion =
  'EXCLUSION' | 'SUPPORT_FOR_EXCLUSION' | 'INCONCLUSIVE' | 'LIMITED_SUPPORT' | 'SUPPORT' | 'STRONG_SUPPORT';
export type FacialFeature = { id: string; name: string; hint: string };
export type Examination = {
  features: { feature: string; observation: Observation; note?: string }[];
  conclusion: Conclusion;
  note?: string;
};
export type Review = {
  id: string;
  rank: number;
  case: { id: string; number: string };
  at: string;
  forMe: boolean;
};

export type Counted = { searches: number; refused: number; leads: number };
export type Oversight = {
  perAccount: (Counted & { account: Person })[];
  perCase: (Counted & { case: { id: string; number: string } })[];
  perDay: { day: string; searches: number; refused: number }[];
  outliers: {
    kind: 'ODD_HOURS' | 'PERSON_SEARCHED_OFTEN' | 'NO_OUTCOME';
    text: string;
    searches: string[];
  }[];
  trainingExpiring: { account: Person; until?: string | null }[];
};

export type SourceKind = 'OWN_RECORDS' | 'AGREEMENT' | 'PUBLIC_REGISTER' | 'LICENSED';
export type NewSource = {
  name: string;
  owner: string;
  kind: SourceKind;
  legalBasis: string;
  licence: string;
  contact: string;
  validFrom: string;
  validUntil: string;
  retentionDays?: number;
  jurisdictions: string[];
};
/** The ledger's entry is told of a single source, not in lists. */
export type Receipt = {
  at: string;
  photos: number;
  facesBefore: number;
  facesAfter: number;
  galleryBefore: number;
  galleryAfter: number;
  imports: number;
  ledger?: { entry: number; checkpoint: string } | null;
};
export type Source = NewSource & {
  id: string;
  state: 'ACTIVE' | 'ENDED' | 'REMOVING' | 'REMOVED';
  /** Counted for a single source, not in lists. */
  photos?: number | null;
  faces: number;
  ended?: { at: string; reason: EndReason; note: string } | null;
  removalReceipt?: Receipt | null;
};
export type EndReason = 'EXPIRED' | 'OBJECTION' | 'WITHDRAWN';
export type ImportState =
  'WAITING' | 'RUNNING' | 'PAUSING' | 'PAUSED' | 'CANCELLING' | 'CANCELLED' | 'FINISHED' | 'FAILED';
/** Photos by what became of them, and the faces of those that were enrolled. */
export type Import = {
  id: string;
  source: { id: string; name: string };
  state: ImportState;
  done: number;
  total: number;
  enrolled: number;
  noFace: number;
  lowQuality: number;
  alreadyThere: number;
  refused: number;
  faces: number;
  started: string;
  ended?: string | null;
  refusals: string[];
  problem?: string | null;
};
export type FoundPhoto = {
  photo: string;
  source: string;
  title: string;
  link?: string | null;
  captured?: string | null;
  faces: number;
  thumbnail?: string | null;
  why: ('SAME_LINK' | 'SAME_FILE' | 'SAME_FACE')[];
};
export type Ledger = { origin: string; size: number; root: string; at: string; vkey: string };
