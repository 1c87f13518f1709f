import { inTx, isUuid, NIL_ORG } from '@hub/db'
import type { SystemDb } from '@hub/db'
import { errors } from 'oidc-provider'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { appendAudit } from '../../../platform/audit/audit.ts'
import type { Hub } from '../../../platform/hub.ts'
import { sha256 } from '../../../platform/secrets/secrets.ts'
import { toolResources } from '../../../platform/catalog/tool-scopes.ts'
import { oauthCall } from '../grants/oauth-caller.ts'
import { revokeGrantRow } from '../grants/revocation.ts'

const seconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000)

/** Ids of different models never meet, although one table holds them all. */
const hashOf = (model: string, id: string): Buffer => sha256(`${model}|${id}`)

const nothing = async (): Promise<undefined> => undefined

/** What a model that is not kept answers. */
const empty: Adapter = {
  upsert: nothing,
  find: nothing,
  findByUserCode: nothing,
  findByUid: nothing,
  consume: nothing,
  destroy: nothing,
  revokeByGrantId: nothing,
}

/** Clients that registered themselves, with what `registrationOf` left of their wishes. */
function clients(db: () => SystemDb, now: () => Date): Adapter {
  return {
    ...empty,
    async upsert(id, metadata) {
      await inTx(db(), async (tx) => {
        await tx
          .insertInto('oauthClient')
          .values({ id, metadata: JSON.stringify(metadata), createdAt: now() })
          .execute()
        const { client_name: name, redirect_uris: redirects } = metadata
        const act = { action: 'auth.client.registered', target: { client: id }, data: { name, redirects } }
        await appendAudit(tx, { orgId: NIL_ORG, actor: null, call: oauthCall(null) }, [act])
      })
    },
    async find(id) {
      // No row can hold it, and the database would call the question broken.
      if (id.includes('\u0000')) return undefined
      const row = await db()
        .selectFrom('oauthClient')
        .select('metadata')
        .where('id', '=', id)
        .executeTakeFirst()
      return row?.metadata
    },
  }
}

/** A code and a refresh token name the one resource they are for; what was allowed is cut to it. */
function scopesByResource({ settings, catalog }: Hub, allowed: readonly string[]): Record<string, string> {
  const byResource = [...toolResources(catalog)].map(([path, { all }]) => [
    `${settings.publicUrl}${path}`,
    all.filter((scope) => allowed.includes(scope)).join(' '),
  ])
  const resources = Object.fromEntries(byResource) as Record<string, string>
  return { ...resources, [`${settings.publicUrl}/`]: resources[settings.publicUrl] ?? '' }
}

/** Our own rows, made by a person's consent; the library reads them and may only revoke them. */
function grants(hub: () => Hub): Adapter {
  return {
    ...empty,
    upsert: () => Promise.reject(new Error('Grants are made by consent, not by the library.')),
    async find(id) {
      if (!isUuid(id)) return undefined
      const row = await hub()
        .db.system.selectFrom('oauthGrant')
        .select(['userId', 'clientId', 'scopes', 'createdAt', 'expiresAt'])
        .where('id', '=', id)
        .where('revokedAt', 'is', null)
        .executeTakeFirst()
      if (!row) return undefined
      return {
        kind: 'Grant',
        jti: id,
        accountId: row.userId,
        clientId: row.clientId,
        iat: seconds(row.createdAt),
        exp: seconds(row.expiresAt),
        resources: scopesByResource(hub(), row.scopes),
      } as AdapterPayload // The type leaves out what only grants have.
    },
    destroy: (id) => revokeGrantRow(hub(), id),
  }
}

/** Codes, refresh tokens and requests under way: found by a hash, so that a stolen row is worth nothing. */
function artifacts(model: string, db: () => SystemDb, now: () => Date): Adapter {
  const row = (id: string) => hashOf(model, id)
  return {
    ...empty,
    async upsert(id, { jti: _jti, ...payload }, expiresIn = 0) {
      const values = {
        payload: JSON.stringify(payload),
        grantId: payload.grantId ?? null,
        expiresAt: new Date(Date.now() + expiresIn * 1000),
      }
      await db()
        .insertInto('oauthArtifact')
        .values({ idHash: row(id), model, ...values })
        .onConflict((conflict) => conflict.column('idHash').doUpdateSet(values))
        .execute()
    },
    async find(id) {
      const found = await db()
        .selectFrom('oauthArtifact')
        .select(['payload', 'consumedAt'])
        .where('idHash', '=', row(id))
        .executeTakeFirst()
      if (!found) return undefined
      const { payload, consumedAt } = found
      return { ...payload, jti: id, ...(consumedAt !== null && { consumed: seconds(consumedAt) }) }
    },
    /** The library looks and then marks; of many uses at once only the one that marks goes on. */
    async consume(id) {
      const marked = await db()
        .updateTable('oauthArtifact')
        .set({ consumedAt: now() })
        .where('idHash', '=', row(id))
        .where('consumedAt', 'is', null)
        .returning('model')
        .executeTakeFirst()
      if (!marked) throw new errors.InvalidGrant('this was used already')
    },
    async destroy(id) {
      const removed = await db()
        .deleteFrom('oauthArtifact')
        .where('idHash', '=', row(id))
        .returning('model')
        .executeTakeFirst()
      // One consent makes one code, also when the browser asks for it twice at once.
      if (!removed && model === 'Interaction') throw new errors.SessionNotFound('this request was answered')
    },
    async revokeByGrantId(grantId) {
      await db()
        .deleteFrom('oauthArtifact')
        .where('grantId', '=', grantId)
        .where('model', '=', model)
        .execute()
    },
  }
}

/** Takes a request for its one answer. */
export async function claimInteraction({ db, now }: Pick<Hub, 'db' | 'now'>, id: string): Promise<boolean> {
  const claimed = await db.system
    .updateTable('oauthArtifact')
    .set({ consumedAt: now() })
    .where('idHash', '=', hashOf('Interaction', id))
    .where('consumedAt', 'is', null)
    .returning('model')
    .executeTakeFirst()
  return claimed !== undefined
}

/**
 * The library's storage on our tables. Its session is not kept: people are signed in to the hub, and a second session
 * beside that would go on issuing codes after they signed out.
 */
export function oidcRows(hub: () => Hub): (model: string) => Adapter {
  const db = () => hub().db.system
  const now = () => hub().now()
  return (model) => {
    if (model === 'Client') return clients(db, now)
    if (model === 'Grant') return grants(hub)
    if (model === 'Session') return empty
    return artifacts(model, db, now)
  }
}
