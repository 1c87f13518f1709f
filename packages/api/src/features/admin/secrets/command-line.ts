import type { Hub } from '../../../platform/hub.ts'
import { systemWrite } from '../../../platform/data/write.ts'
import { organizationIds } from '../../../platform/secrets/change.ts'
import { rotateKeysNow } from '../../auth/service.ts'
import { callHere } from '../command-line.ts'

/** What hangs on the hub's secrets and may be ended by whoever thinks that somebody else has them. */
export type Ending = 'sessions' | 'keys' | 'links'

/** Purposes of kept keys that somebody outside holds an address or a link of. */
const LINKS = ['webhook', 'unsubscribe', 'push']

/** Signs everybody out; the keys that signed their tokens are retired, and new ones are made. */
const endSessions = async (hub: Hub): Promise<number> =>
  systemWrite(
    { hub, call: callHere() },
    null,
    null,
  )(async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom('authSession').executeTakeFirst()
    await tx.updateTable('authSigningKey').set({ state: 'retired' }).where('state', '<>', 'retired').execute()
    tx.audit('secrets.sessions_ended', {}, { count: Number(numDeletedRows) })
    return Number(numDeletedRows)
  })

/** Ends every API key of every organization. */
async function endKeys(hub: Hub): Promise<number> {
  let count = 0
  for await (const orgId of organizationIds(hub)) {
    const { numUpdatedRows } = await hub.db
      .org(orgId)
      .updateTable('authApiKey')
      .set({ revokedAt: hub.now() })
      .where('revokedAt', 'is', null)
      .executeTakeFirst()
    count += Number(numUpdatedRows)
  }
  await systemWrite(
    { hub, call: callHere() },
    null,
    null,
  )(async (tx) => {
    tx.audit('secrets.keys_ended', {}, { count })
  })
  return count
}

/** Ends addresses, links and what browsers know the hub by, where a secret that is gone made them. */
const endLinks = async (hub: Hub): Promise<number> =>
  systemWrite(
    { hub, call: callHere() },
    null,
    null,
  )(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('secretKept')
      .where('purpose', 'in', LINKS)
      .executeTakeFirst()
    tx.audit('secrets.links_ended', {}, { count: Number(numDeletedRows) })
    return Number(numDeletedRows)
  })

const endings = { sessions: endSessions, keys: endKeys, links: endLinks } satisfies Record<
  Ending,
  (hub: Hub) => Promise<number>
>

/** Ends what was chosen, and says how much of each there was. */
export async function endHere(hub: Hub, chosen: readonly Ending[]): Promise<Partial<Record<Ending, number>>> {
  const ended: Partial<Record<Ending, number>> = {}
  for (const one of chosen) ended[one] = await endings[one](hub)
  return ended
}

/**
 * Has the published next key sign from now on. False while tokens of the key before the present one may still be in use, the
 * longest of which last for half an hour.
 */
export const rotateSigningKeysHere = async (hub: Hub): Promise<{ rotated: boolean }> => {
  const rotated = await rotateKeysNow(hub)
  if (rotated)
    await systemWrite(
      { hub, call: callHere() },
      null,
      null,
    )(async (tx) => {
      tx.audit('secrets.signing_keys_rotated')
    })
  return { rotated }
}
