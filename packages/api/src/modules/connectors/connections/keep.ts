import { sql, uuidv7 } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { dropStreams, openStreams, takeStreamsUp } from '../streams/open.ts'
import { sealCredential } from './credential.ts'
import type { Credential } from './credential.ts'
import { wholeConnection } from './queries.ts'
import type { ProviderName, WholeConnection } from './schema.ts'

/** A permission, and the account that it is for. */
export interface Kept {
  provider: ProviderName
  accountKey: string
  title: string
  withPersonal: boolean
  credential: Credential
  expiresAt: string | null
  scopes: string[]
}

/** Keeps the permission, for the account that is there already or for a new one, and begins to read. */
export function keep(ctx: OrgContext, kept: Kept): Promise<WholeConnection> {
  return ctx.write(async (tx, inner) => {
    const { id, isNew, wasPersonal } = await upsert(ctx, tx, kept)
    // What was read by the other rule goes, or what nobody wants any more would stay.
    if (!isNew && wasPersonal !== kept.withPersonal) await dropStreams(ctx, tx, id)
    if (isNew) await takeStreamsUp(ctx, tx, { id, ...kept })
    await openStreams(inner, tx, { id, ...kept })
    tx.audit(isNew ? 'connectors.connection.connected' : 'connectors.connection.renewed', { connection: id })
    tx.emit({
      topic: 'connectors.connection.connected',
      aggregate: `connection:${id}`,
      payload: { connectionId: id, provider: kept.provider, title: kept.title },
    })
    return wholeConnection(tx, id)
  })
}

interface Upserted {
  id: string
  isNew: boolean
  wasPersonal: boolean
}

async function upsert(ctx: OrgContext, tx: OrgWriteTx, kept: Kept): Promise<Upserted> {
  const { provider, accountKey, title, withPersonal, credential, expiresAt, scopes } = kept
  const { orgId } = ctx.org
  const there = await findAccount(tx, { provider, accountKey })
  const id = there?.id ?? uuidv7()
  const now = ctx.now()
  const held = {
    title,
    state: 'ok' as const,
    reason: '',
    scopes,
    withPersonal,
    credential: sealCredential(ctx.hub.keys.seal, { orgId, id }, credential),
    credentialExpiresAt: expiresAt,
    credentialLeasedUntil: null,
    updatedAt: now,
  }
  if (there === null) {
    const made = { id, orgId, provider, accountKey, createdById: ctx.actor.userId, createdAt: now }
    await tx
      .insertInto('connectorsConnection')
      .values({ ...made, ...held })
      .execute()
    return { id, isNew: true, wasPersonal: withPersonal }
  }
  await tx
    .updateTable('connectorsConnection')
    .set({
      ...held,
      credentialGeneration: sql<number>`credential_generation + 1`,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .execute()
  return { id, isNew: false, wasPersonal: there.withPersonal }
}

async function findAccount(tx: OrgTx, { provider, accountKey }: Pick<Kept, 'provider' | 'accountKey'>) {
  const row = await tx
    .selectFrom('connectorsConnection')
    .select(['id', 'withPersonal'])
    .where('provider', '=', provider)
    .where('accountKey', '=', accountKey)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}
