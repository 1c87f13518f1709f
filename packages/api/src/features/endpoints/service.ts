import { sql, uuidv7 } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { readPage } from '../../platform/data/keyset.ts'
import { takeTurn } from '../../platform/data/locks.ts'
import { missingOrStale } from '../../platform/data/versions.ts'
import { isAskable } from '../../platform/outside/guarded-fetch.ts'
import { AppError } from '../../shared/errors.ts'
import type { Page } from '../../shared/list.ts'
import { done } from '../../shared/mutation.ts'
import type { Done } from '../../shared/mutation.ts'
import { isChosen } from './domain.ts'
import { findEndpoint, selectEndpoints, shownOnce, toEndpoint } from './queries.ts'
import type {
  ChangeEndpoint,
  CreateEndpoint,
  Endpoint,
  EndpointWithSecret,
  GetEndpoint,
  ListEndpoints,
  UpdateEndpoint,
} from './schema.ts'
import { receiversOf } from './receivers.ts'
import { sealSecret } from './secrets.ts'
import { newStandardSecret, OLD_SECRET_MS } from '../../platform/webhooks/standard.ts'

export { sweepEndpointDeliveries } from './claim.ts'
export { fanOut } from './fan-out.ts'
export { createSender } from './sender.ts'

const AT_MOST = 20

/** Endpoints, the newest first. */
export async function listEndpoints(ctx: OrgContext, input: ListEndpoints): Promise<Page<Endpoint>> {
  const { items, nextCursor } = await readPage(selectEndpoints(ctx.db), {
    scope: { key: ctx.hub.keys.cursor, list: 'endpoints.list', orgId: ctx.org.orgId },
    columns: [
      { expression: sql`endpoint.created_at`, type: 'timestamptz', direction: 'desc' },
      { expression: sql`endpoint.id`, type: 'uuid', direction: 'desc' },
    ],
    input,
  })
  return { items: items.map((row) => toEndpoint(row, ctx.now())), nextCursor }
}

export const getEndpoint = (ctx: OrgContext, { id }: GetEndpoint): Promise<Endpoint> =>
  findEndpoint(ctx, ctx.db, id)

/** Says at once what sending would find out later. */
function checkAddress({ hub }: OrgContext, address: string | undefined): void {
  if (address === undefined || isAskable(address, receiversOf(hub))) return
  throw new AppError('BAD_REQUEST', {
    message: 'Use an https address on the public internet, on the usual port and without a password in it.',
    issues: [{ path: 'address', message: 'Use a public https address.' }],
  })
}

/** A choice that fits nothing would wait for ever. */
function checkTopics({ hub }: OrgContext, choices: readonly string[] = []): void {
  const known = [...hub.events.open.keys()]
  const wrong = choices.find((choice) => !known.some((topic) => isChosen([choice], topic)))
  if (wrong === undefined) return
  const message = `There is no topic "${wrong}" here. events.topics lists them.`
  throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'topics', message }] })
}

async function requireRoom(tx: OrgTx, orgId: string): Promise<void> {
  await takeTurn(tx, `endpoints|${orgId}`)
  const { count } = await tx
    .selectFrom('endpoint')
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  if (count >= AT_MOST)
    throw new AppError('CONFLICT', {
      message: `An organization has ${AT_MOST} endpoints at most. Remove one.`,
    })
}

/** Sets up an address to which events go, with a secret that is shown this once. */
export async function createEndpoint(
  ctx: OrgContext,
  { name, address, topics }: CreateEndpoint,
): Promise<EndpointWithSecret> {
  checkAddress(ctx, address)
  checkTopics(ctx, topics)
  const { hub, org, actor } = ctx
  return ctx.write(async (tx) => {
    await requireRoom(tx, org.orgId)
    const [id, secret, now] = [uuidv7(), newStandardSecret(), ctx.now()]
    await tx
      .insertInto('endpoint')
      .values({
        id,
        orgId: org.orgId,
        name,
        address,
        topics,
        sealed: sealSecret(hub.keys.seal, { orgId: org.orgId, id }, secret),
        madeById: actor.userId,
        createdAt: now,
        updatedAt: now,
      })
      .execute()
    tx.audit('endpoint.created', { endpoint: id }, { host: new URL(address).host, topics })
    return shownOnce(ctx, tx, { id, secret })
  })
}

/** What turning on and pausing sets. */
const stateChange = ({ now }: OrgContext, state: Endpoint['state'] | undefined) => {
  if (state === undefined) return {}
  return state === 'on'
    ? { state, pausedBecause: null, pausedAt: null, failingSince: null }
    : { state, pausedBecause: 'person' as const, pausedAt: now() }
}

type Direction = Pick<UpdateEndpoint, 'address' | 'topics' | 'state'>

/**
 * Whether the caller vouches for what it gets from then on: whoever turns it on, sends it elsewhere or has it send something
 * else. With the rights of somebody else it could be led to where they read what is not for them.
 */
async function vouches(tx: OrgTx, id: string, { address, topics, state }: Direction): Promise<boolean> {
  if (state === 'on') return true
  const before = await tx
    .selectFrom('endpoint')
    .select(['address', 'topics'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!before) return false
  const isElsewhere = address !== undefined && address !== before.address
  return isElsewhere || (topics !== undefined && topics.join() !== before.topics.join())
}

/** Changes what was sent. Turned on again, or led elsewhere, it gets what the caller may read. */
export async function updateEndpoint(ctx: OrgContext, input: UpdateEndpoint): Promise<Endpoint> {
  const { id, version, state, idempotencyKey: _key, ...fields } = input
  checkAddress(ctx, fields.address)
  checkTopics(ctx, fields.topics)
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return ctx.write(async (tx) => {
    const isMaker = await vouches(tx, id, input)
    const row = await tx
      .updateTable('endpoint')
      .set({ ...given, ...stateChange(ctx, state), ...(isMaker && { madeById: ctx.actor.userId }) })
      .set({ updatedAt: ctx.now(), version: sql<number>`version + 1` })
      .where('id', '=', id)
      .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
      .returning('id')
      .executeTakeFirst()
    if (!row) throw await missingOrStale(tx, 'endpoint', id)
    const changed = [...Object.keys(given), ...(state === undefined ? [] : ['state'])]
    tx.audit('endpoint.updated', { endpoint: id }, { fields: changed, ...(state && { state }) })
    tx.afterCommit(() => ctx.hub.sender.wake())
    return findEndpoint(ctx, tx, id)
  })
}

/** Removes an endpoint with its log; what was on its way goes nowhere. */
export async function removeEndpoint(ctx: OrgContext, { id }: ChangeEndpoint): Promise<Done> {
  return ctx.write(async (tx) => {
    const row = await tx
      .deleteFrom('endpoint')
      .where('id', '=', id)
      .returning(['name', 'address'])
      .executeTakeFirst()
    if (!row) throw new AppError('NOT_FOUND')
    tx.audit('endpoint.removed', { endpoint: id }, { name: row.name, host: new URL(row.address).host })
    return done
  })
}

/** A new secret, shown this once; the one before signs beside it for a day. */
export async function rotateSecret(ctx: OrgContext, { id }: ChangeEndpoint): Promise<EndpointWithSecret> {
  const { hub, org } = ctx
  return ctx.write(async (tx) => {
    const secret = newStandardSecret()
    const row = await tx
      .updateTable('endpoint')
      .set((eb) => ({
        oldSealed: eb.ref('sealed'),
        oldUntil: new Date(ctx.now().getTime() + OLD_SECRET_MS),
        sealed: sealSecret(hub.keys.seal, { orgId: org.orgId, id }, secret),
        updatedAt: ctx.now(),
        version: sql<number>`version + 1`,
      }))
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    if (!row) throw new AppError('NOT_FOUND')
    tx.audit('endpoint.secret_rotated', { endpoint: id })
    return shownOnce(ctx, tx, { id, secret })
  })
}
