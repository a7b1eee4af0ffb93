import { ask } from '../api/http';

/** Thrown where the person, or the browser, broke off. */
export class NoPasskey extends Error {}

async function post<T>(url: string, body?: unknown): Promise<T> {
  const response = await ask(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function ceremony(call: Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const credential = await call;
    if (credential instanceof PublicKeyCredential) return credential;
    throw new NoPasskey();
  } catch (error) {
    if (error instanceof DOMException) throw new NoPasskey(error.message, { cause: error });
    throw error;
  }
}

/** Signs in with any passkey of this origin: whose it is, the passkey tells. */
export async function signIn(): Promise<void> {
  const options = await post<PublicKeyCredentialRequestOptionsJSON>('/webauthn/authenticate/options');
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await ceremony(navigator.credentials.get({ publicKey }));
  await post('/login/webauthn', credential.toJSON());
  // The token against forged requests ended with the old session; this answer brings the new one.
  await ask('/api/v1/session');
}

/** Makes a passkey for the account of this session. @param label what its owner calls it */
export async function register(label: string): Promise<void> {
  const options = await post<PublicKeyCredentialCreationOptionsJSON>('/webauthn/register/options');
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const credential = await ceremony(navigator.credentials.create({ publicKey }));
  const { response, ...rest } = credential.toJSON() as RegistrationResponseJSON;
  const { attestationObject, clientDataJSON, transports } = response;
  await post('/webauthn/register', {
    publicKey: {
      credential: { ...rest, response: { attestationObject, clientDataJSON, transports } },
      label,
    },
  });
}
