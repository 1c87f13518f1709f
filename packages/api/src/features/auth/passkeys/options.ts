import type { SystemDb } from '@hub/db'
import type { BaseContext } from '../../../platform/calls/context.ts'
import type { Person } from '../people.ts'
import { passkeyAlgorithms } from '../ports.ts'
import { passkeyPlace } from './place.ts'
import type { CreationOptions, RequestOptions } from './schema.ts'

/** How long the browser's own window stays; the challenge lives longer, so that a late answer still counts. */
const TIMEOUT_MS = 5 * 60_000

/** What the authenticator keeps and hands back: says nothing about the person outside this hub. */
export const userHandleOf = (userId: string): string =>
  Buffer.from(userId.replaceAll('-', ''), 'hex').toString('base64url')

const transports = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const

/** The person's passkeys as browsers name them. */
async function knownOf(db: SystemDb, userId: string): Promise<RequestOptions['allowCredentials']> {
  const rows = await db
    .selectFrom('authPasskey')
    .select(['credentialId', 'transports'])
    .where('userId', '=', userId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    type: 'public-key',
    id: row.credentialId,
    transports: transports.filter((name) => row.transports.includes(name)),
  }))
}

type Place = Pick<BaseContext, 'hub'>

/** Asks for a passkey that can be found without an address and that looks at the person (finger, face, PIN). */
export async function creationOptions(
  db: SystemDb,
  { hub }: Place,
  { person, challenge }: { person: Pick<Person, 'id' | 'email' | 'name'>; challenge: string },
): Promise<CreationOptions> {
  const { rpId } = passkeyPlace(hub.settings.publicUrl)
  return {
    challenge,
    rp: { id: rpId, name: 'Smart AI Hub' },
    user: { id: userHandleOf(person.id), name: person.email, displayName: person.name },
    pubKeyCredParams: passkeyAlgorithms.map((alg) => ({ type: 'public-key', alg })),
    timeout: TIMEOUT_MS,
    attestation: 'none',
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    excludeCredentials: await knownOf(db, person.id),
  }
}

/** Without a person every passkey of the browser may answer, which tells nothing about accounts. */
export async function requestOptions(
  db: SystemDb,
  { hub }: Place,
  { userId, challenge }: { userId: string | null; challenge: string },
): Promise<RequestOptions> {
  return {
    challenge,
    rpId: passkeyPlace(hub.settings.publicUrl).rpId,
    timeout: TIMEOUT_MS,
    userVerification: 'required',
    allowCredentials: userId === null ? [] : await knownOf(db, userId),
  }
}
