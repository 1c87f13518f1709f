import { NIL_ORG, sql, uuidv7 } from '@hub/db'
import type { SystemTx } from '@hub/db'
import type { AuthedContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { takeTurn } from '../../../platform/data/locks.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { isBroad, parseNetwork } from './network.ts'
import type { Network } from './network.ts'
import type { AddAddressBlock, AddressBlock, ListAddressBlocks, RemoveAddressBlock } from './schema.ts'

/** Every process holds them all in memory and looks at each request. */
const MOST = 1_000

const active = (now: Date) =>
  sql<boolean>`(expires_at is null or expires_at > ${now.toISOString()}::timestamptz)`

const wrong = (message: string) =>
  new AppError('BAD_REQUEST', { message, issues: [{ path: 'network', message }] })

function networkOf(text: string): Network {
  const network = parseNetwork(text)
  if (!network) throw wrong('Write an address such as 203.0.113.7, or a range such as 203.0.113.0/24.')
  return network
}

/** Blocked addresses, newest first. */
export function listAddressBlocks(ctx: AuthedContext, input: ListAddressBlocks): Promise<Page<AddressBlock>> {
  const { address, isActive } = input
  const isNow = active(ctx.now())
  const query = ctx.system.db
    .selectFrom('addressBlock')
    .select(['id', sql<string>`network::text`.as('network'), 'reason', 'createdAt', 'expiresAt'])
    .select([
      sql<string | null>`(select name from auth_user u where u.id = address_block.created_by_id)`.as(
        'createdByName',
      ),
      isNow.as('isActive'),
    ])
    .$if(address !== undefined, (q) =>
      q.where(sql<boolean>`network >>= ${networkOf(address ?? '').text}::inet`),
    )
    .$if(isActive !== undefined, (q) => q.where(sql<boolean>`${isNow} = ${isActive ?? true}`))
  return readPage(query, {
    scope: { key: ctx.hub.keys.cursor, list: 'admin.blocks.list', orgId: NIL_ORG },
    columns: [
      { expression: sql`created_at`, type: 'timestamptz', direction: 'desc' },
      { expression: sql`id`, type: 'uuid', direction: 'desc' },
    ],
    input,
  })
}

interface Facts {
  network: string
  holdsSelf: boolean
  holdsThisMachine: boolean
}

/** What the range comes to in the database's own arithmetic. */
async function factsOf(ctx: AuthedContext, { text }: Network): Promise<Facts> {
  const self = ctx.call.ip === null ? null : (parseNetwork(ctx.call.ip)?.text ?? null)
  const { rows } = await sql<Facts>`
    with wish as (select network(${text}::inet) as network)
    select network::text, coalesce(network >>= ${self}::inet, false) as holds_self,
      (network && '127.0.0.0/8'::inet or network && '::1'::inet) as holds_this_machine
    from wish`.execute(ctx.system.db)
  const [facts] = rows
  if (!facts) throw new AppError('INTERNAL')
  return facts
}

async function requireRoom(tx: SystemTx, now: Date): Promise<void> {
  await takeTurn(tx, 'admin.blocks')
  const { count } = await tx
    .selectFrom('addressBlock')
    .select(sql<number>`count(*)::int`.as('count'))
    .where(active(now))
    .executeTakeFirstOrThrow()
  if (count >= MOST)
    throw new AppError('CONFLICT', { message: `A hub keeps ${MOST} blocks at most. Remove some first.` })
}

/** Shuts a range out of every door within five seconds; one's own address and this machine are never blocked (ADM-3). */
export async function addAddressBlock(
  ctx: AuthedContext,
  { network: text, reason, expiresAt, isBroadMeant }: AddAddressBlock,
): Promise<AddressBlock> {
  const wish = networkOf(text)
  const { network, holdsSelf, holdsThisMachine } = await factsOf(ctx, wish)
  const now = ctx.now()
  if (holdsThisMachine) throw wrong('This range holds the machine the hub runs on.')
  if (holdsSelf) throw wrong('Your own address is in this range: you would shut yourself out.')
  if (isBroad(wish) && !isBroadMeant)
    throw wrong(`${network} is a very wide range. Say that you mean it, or choose a narrower one.`)
  if (expiresAt !== null && Date.parse(expiresAt) <= now.getTime())
    throw new AppError('BAD_REQUEST', { issues: [{ path: 'expiresAt', message: 'Choose a time to come.' }] })
  const block = { id: uuidv7(), network, reason, createdById: ctx.actor.userId, createdAt: now, expiresAt }
  const added = await ctx.system.write(async (tx) => {
    await requireRoom(tx, now)
    // One that has run out makes room for its successor.
    await tx
      .deleteFrom('addressBlock')
      .where('network', '=', network)
      .where(sql<boolean>`not ${active(now)}`)
      .execute()
    const row = await tx
      .insertInto('addressBlock')
      .values(block)
      .onConflict((conflict) => conflict.column('network').doNothing())
      .returning(['id', 'createdAt', 'expiresAt'])
      .executeTakeFirst()
    if (!row) throw new AppError('CONFLICT', { message: `${network} is blocked already.` })
    tx.audit('address.blocked', { addressBlock: row.id }, { network, reason, expiresAt })
    return { ...row, network, reason, createdByName: ctx.actor.name, isActive: true }
  })
  await ctx.hub.blocks.changed()
  return added
}

/** Lets a range in again. */
export async function removeAddressBlock(ctx: AuthedContext, { id }: RemoveAddressBlock): Promise<Done> {
  await ctx.system.write(async (tx) => {
    const row = await tx
      .deleteFrom('addressBlock')
      .where('id', '=', id)
      .returning([sql<string>`network::text`.as('network'), 'reason'])
      .executeTakeFirst()
    if (!row) throw new AppError('NOT_FOUND')
    tx.audit('address.unblocked', { addressBlock: id }, { network: row.network, reason: row.reason })
    return done
  })
  await ctx.hub.blocks.changed()
  return done
}
