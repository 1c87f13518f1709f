import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import { sealedColumns } from '../../../platform/secrets/sealed.ts'
import { seal, unseal } from '../../../platform/secrets/secrets.ts'
import type { KeyRing } from '../../../platform/secrets/secrets.ts'
import { ProviderFault } from '../providers/provider.ts'

/** What a service gave, as it is sealed. */
export interface Credential {
  token: string
  refreshToken: string | null
}

interface Place {
  orgId: string
  id: string
}

/** Bound to its organization and connection: one that is moved to another row opens nothing. */
const contextOf = ({ orgId, id }: Place) => `connection:${orgId}:${id}`

export const sealCredential = (key: KeyRing, place: Place, credential: Credential): Buffer =>
  seal(key, JSON.stringify(credential), contextOf(place))

export const sealedConnections = sealedColumns({
  title: 'credentials of connections',
  of: 'organizations',
  table: 'connectors_connection',
  key: { id: 'uuid' },
  columns: ['credential'],
  context: (orgId, [id = '']) => contextOf({ orgId, id }),
})

/** Throws a ProviderFault where another HUB_SECRET sealed it. */
function openCredential(key: KeyRing, place: Place, sealed: Buffer): Credential {
  try {
    return JSON.parse(unseal(key, sealed, contextOf(place))) as Credential // as it was sealed
  } catch (cause) {
    throw new ProviderFault('credential', 'What was kept can no longer be opened. Connect it again.', {
      cause,
    })
  }
}

/** What renews a permission; null where nothing does. Throws a ProviderFault where another HUB_SECRET sealed it. */
export async function refreshTokenOf(db: OrgDb, sealKey: KeyRing, place: Place): Promise<string | null> {
  const { credential } = await held(db, place.id)
  return openCredential(sealKey, place, credential).refreshToken
}

/** Renewed so long before it ends, so that no page of a long read meets its end. */
const EARLY_MS = 2 * 60_000
/** As long as a renewal may take before somebody else tries it. */
const LEASE_MS = 40_000
const WAIT_MS = 250

interface Held {
  credential: Buffer
  credentialExpiresAt: string | null
  credentialGeneration: number
}

async function held(db: OrgDb, id: string): Promise<Held> {
  const row = await db
    .selectFrom('connectorsConnection')
    .select(['credential', 'credentialExpiresAt', 'credentialGeneration'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

/** One of those who ask at once renews it; the others wait for what comes of that. */
async function takeLease(
  db: OrgDb,
  id: string,
  { generation, now }: { generation: number; now: Date },
): Promise<boolean> {
  const taken = await db
    .updateTable('connectorsConnection')
    .set({ credentialLeasedUntil: new Date(now.getTime() + LEASE_MS) })
    .where('id', '=', id)
    .where('credentialGeneration', '=', generation)
    .where((eb) =>
      eb.or([eb('credentialLeasedUntil', 'is', null), eb('credentialLeasedUntil', '<', now.toISOString())]),
    )
    .returning('id')
    .executeTakeFirst()
  return taken !== undefined
}

export interface Renewed extends Credential {
  expiresAt: string | null
}

export interface Renewing {
  db: OrgDb
  sealKey: KeyRing
  place: Place
  now: () => Date
  /** Asks the service. Throws a ProviderFault. */
  renew(refreshToken: string): Promise<Renewed>
}

async function renewOnce({ db, sealKey, place, renew }: Renewing, before: Held): Promise<Credential> {
  const { refreshToken } = openCredential(sealKey, place, before.credential)
  const free = { credentialLeasedUntil: null }
  if (refreshToken === null)
    throw new ProviderFault('credential', 'The permission has ended. Connect it again.')
  try {
    const next = await renew(refreshToken)
    const credential = { token: next.token, refreshToken: next.refreshToken ?? refreshToken }
    await db
      .updateTable('connectorsConnection')
      .set({
        ...free,
        credential: sealCredential(sealKey, place, credential),
        credentialExpiresAt: next.expiresAt,
        credentialGeneration: sql<number>`credential_generation + 1`,
      })
      .where('id', '=', place.id)
      .where('credentialGeneration', '=', before.credentialGeneration)
      .execute()
    return credential
  } catch (error) {
    await db.updateTable('connectorsConnection').set(free).where('id', '=', place.id).execute()
    // Somebody with a lease that had run out may have renewed it meanwhile: then this one was refused because of that.
    const after = await held(db, place.id)
    if (after.credentialGeneration > before.credentialGeneration)
      return openCredential(sealKey, place, after.credential)
    throw error
  }
}

const isFresh = ({ credentialExpiresAt }: Held, now: Date): boolean =>
  credentialExpiresAt === null || Date.parse(credentialExpiresAt) - now.getTime() > EARLY_MS

/** A token that is good for a while. Throws a ProviderFault where there is none to be had. */
export async function freshToken(renewing: Renewing): Promise<string> {
  const { db, sealKey, place, now } = renewing
  const deadline = Date.now() + LEASE_MS
  for (;;) {
    const row = await held(db, place.id)
    if (isFresh(row, now())) return openCredential(sealKey, place, row.credential).token
    const isMine = await takeLease(db, place.id, { generation: row.credentialGeneration, now: now() })
    if (isMine) return (await renewOnce(renewing, row)).token
    if (Date.now() > deadline) throw new ProviderFault('away', 'The permission could not be renewed in time.')
    await sleep(WAIT_MS)
  }
}
