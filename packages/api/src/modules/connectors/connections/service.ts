import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { lockRow } from '../../../platform/data/locks.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { missingOrStale } from '../../../platform/data/versions.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { hubspotApp, shopifyApp } from './access.ts'
import { farewellTo } from '../streams/listen.ts'
import { askForReading, dropStreams, setStreamsAside } from '../streams/open.ts'
import { providerTitles } from '../words.ts'
import { findConnection, selectConnections, wholeConnection } from './queries.ts'
import type {
  ChangeConnection,
  Connection,
  ConnectionState,
  EndConnection,
  GetConnection,
  ListConnections,
  Provider,
  WholeConnection,
} from './schema.ts'

/** What can be connected, and whether the operator has set it up. */
export function listProviders(ctx: OrgContext): { items: Provider[] } {
  return {
    items: [
      {
        name: 'shopify',
        title: providerTitles.shopify,
        about: 'Customers, products and orders of a shop.',
        wayIn: 'oauth',
        isReady: shopifyApp(ctx) !== null,
      },
      {
        name: 'stripe',
        title: providerTitles.stripe,
        about: 'Customers and payments, by a restricted key that may only read.',
        wayIn: 'key',
        isReady: true,
      },
      {
        name: 'hubspot',
        title: providerTitles.hubspot,
        about: 'Contacts, companies and deals.',
        wayIn: 'oauth',
        isReady: hubspotApp(ctx) !== null,
      },
    ],
  }
}

export function listConnections(ctx: OrgContext, input: ListConnections): Promise<Page<Connection>> {
  const { search = '', state, provider, account } = input
  const found = selectConnections(ctx.db)
    .where(sql<boolean>`strpos(lower(c.title || ' ' || c.provider), lower(${search})) > 0`)
    .$if(state !== undefined, (query) => query.where('c.state', '=', state ?? 'ok'))
    .$if(provider !== undefined, (query) => query.where('c.provider', '=', provider ?? 'shopify'))
    .$if(account !== undefined, (query) => query.where('c.accountKey', '=', account ?? ''))
  return readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'connectors.connections.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`c.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
}

export const getConnection = ({ db }: OrgContext, { id }: GetConnection): Promise<WholeConnection> =>
  wholeConnection(db, id)

/** What it reads stays; nothing more is read until it goes on. */
export const pauseConnection = (ctx: OrgContext, input: ChangeConnection): Promise<Connection> =>
  turn(ctx, input, { state: 'paused', action: 'connectors.connection.paused' })

/** Goes on where it stopped; what was there before is read on by the job that was cut short. */
export const resumeConnection = (ctx: OrgContext, input: ChangeConnection): Promise<Connection> =>
  turn(ctx, input, {
    state: 'ok',
    action: 'connectors.connection.resumed',
    after: (tx, connection) => askForReading(ctx, tx, connection),
  })

interface Turn {
  after?: (tx: OrgWriteTx, connection: Connection) => Promise<string>
  state: ConnectionState
  action: 'connectors.connection.paused' | 'connectors.connection.resumed'
}

function turn(
  ctx: OrgContext,
  { id, version }: ChangeConnection,
  { state, action, after }: Turn,
): Promise<Connection> {
  return ctx.write(async (tx) => {
    await lockRow(tx, 'connectorsConnection', id)
    const before = await findConnection(tx, id)
    if (before.state === 'broken')
      throw new AppError('CONFLICT', { message: `${before.title} has to be connected again first.` })
    const row = await tx
      .updateTable('connectorsConnection')
      .set({ state, reason: '', updatedAt: ctx.now(), version: sql<number>`version + 1` })
      .where('id', '=', id)
      .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
      .returning('id')
      .executeTakeFirst()
    if (!row) throw await missingOrStale(tx, 'connectorsConnection', id)
    tx.audit(action, { connection: id })
    await after?.(tx, before)
    return findConnection(tx, id)
  })
}

/** Forgets the permission, and what was read with it unless that is to stay. */
export async function endConnection(ctx: OrgContext, { id, keepsData }: EndConnection): Promise<Done> {
  const { provider, account } = await findConnection(ctx.db, id)
  const sayFarewell = await farewellTo(ctx, { id, provider, accountKey: account })
  const ended = await ctx.write(async (tx) => {
    await lockRow(tx, 'connectorsConnection', id)
    const { title, withPersonal } = await findConnection(tx, id)
    if (keepsData) await setStreamsAside(ctx, tx, { id, provider, accountKey: account, withPersonal })
    else await dropStreams(ctx, tx, id)
    await tx.deleteFrom('connectorsConnection').where('id', '=', id).execute()
    tx.audit('connectors.connection.ended', { connection: id }, { title, keepsData })
    return done
  })
  await sayFarewell()
  return ended
}
