import type { IncomingRecord } from '../../../platform/records/records.ts'
import { recordHash } from '../../../platform/records/record-hash.ts'
import { sha256 } from '../../../platform/secrets/secrets.ts'
import { askService, faultOf, isObject } from './ask-service.ts'
import type { ServiceAnswer } from './ask-service.ts'
import { ProviderFault } from './provider.ts'
import type { Access, Asked, ProviderStream, Reader, ReadPage } from './provider.ts'
import { recordOf } from './stripe-records.ts'
import { customerType, paymentType } from './types.ts'

const PAGE = 100

interface Resource {
  /** What it is called in addresses. */
  path: string
  /** What one of them calls itself. */
  object: string
}

/** What the streams are at Stripe. */
const resources: Readonly<Record<string, Resource>> = {
  customers: { path: 'customers', object: 'customer' },
  payments: { path: 'charges', object: 'charge' },
}

const resourceOf = (stream: string): Resource => resources[stream] ?? { path: stream, object: stream }

/** Pinned: a new one may say things otherwise. */
const STRIPE_VERSION = '2025-09-30.clover'

const get = ({ base, token, outside, signal }: Access, path: string): Promise<ServiceAnswer> =>
  askService('Stripe', `${base}/v1/${path}`, {
    headers: { authorization: `Bearer ${token}`, 'stripe-version': STRIPE_VERSION },
    outside,
    signal,
  })

async function ask(access: Access, path: string): Promise<Record<string, unknown>> {
  return bodyOf(await get(access, path))
}

function bodyOf(answer: ServiceAnswer): Record<string, unknown> {
  const fault = faultOf('Stripe', answer)
  if (fault) throw fault
  if (typeof answer.body !== 'object' || answer.body === null)
    throw new ProviderFault('away', 'Stripe answers with nothing.')
  return answer.body as Record<string, unknown> // each field is looked at where it is used
}

interface ListPage {
  rows: Record<string, unknown>[]
  after: string | null
}

/** null where that is gone which it was to go on after. */
async function page(access: Access, path: string, after: string | null): Promise<ListPage | null> {
  const from = after === null ? '' : `&starting_after=${encodeURIComponent(after)}`
  const answer = await get(access, `${path}${from}`)
  if (after !== null && isMissing(answer.body)) return null
  const body = bodyOf(answer)
  if (!Array.isArray(body['data'])) throw new ProviderFault('away', 'Stripe answers without a list.')
  const rows = body['data'].filter(isObject)
  const last = rows.at(-1)?.['id']
  return { rows, after: body['has_more'] === true && typeof last === 'string' ? last : null }
}

const isMissing = (body: unknown): boolean =>
  isObject(body) && isObject(body['error']) && body['error']['code'] === 'resource_missing'

/**
 * All of it, the newest first; Stripe has no filter by change, so changes are read from its events. Where the list was to go on
 * may be gone: then it is read from its beginning, and what is known stays as it is.
 */
async function backfill(access: Access, stream: string, after: string | null): Promise<ReadPage> {
  const found = await page(access, `${resourceOf(stream).path}?limit=${PAGE}`, after)
  if (found === null) return backfill(access, stream, null)
  return { records: found.rows.flatMap((row) => recordOf(row, access)), after: found.after }
}

/** An event, as far as it tells of one record. */
interface Told {
  key: string
  /** In seconds. */
  at: number
  /** As it was then; null where the event is of something else that changes it, such as a refund that failed. */
  raw: Record<string, unknown> | null
  isRemoved: boolean
}

/** Names of events begin with what they are of, and are of other things, too: `customer.subscription.created`. */
function toldBy(event: Record<string, unknown>, object: string): Told[] {
  const { created: at, type, data } = event
  const raw = isObject(data) && isObject(data['object']) ? data['object'] : {}
  const isOfIt = raw['object'] === object
  const key = isOfIt ? raw['id'] : raw[object]
  // Who has a new subscription is the same as before; what has a refund that failed is not.
  if ((!isOfIt && object === 'customer') || typeof key !== 'string' || typeof at !== 'number') return []
  return [{ key, at, raw: isOfIt ? raw : null, isRemoved: type === `${object}.deleted` }]
}

/** Begins with the id of an event, and with nothing else where everything is read. */
const isEventPlace = (after: string | null) => after === null || after.startsWith('evt_')

interface EventPage {
  rows: Record<string, unknown>[]
  after: string | null
  /** Seconds that have events on other pages as well. */
  torn: readonly unknown[]
}

/** A page of events that ends with a whole second, where one page can hold it; null where that is gone which it was to go on after. */
async function eventPage(access: Access, path: string, after: string | null): Promise<EventPage | null> {
  const [id = null, tornBefore] = after?.split(' ') ?? []
  const found = await page(access, path, id)
  if (found?.after == null) return found && { ...found, torn: [Number(tornBefore)] }
  const last = found.rows.at(-1)?.['created']
  const rows = found.rows.filter(({ created }) => created !== last)
  const end = rows.at(-1)?.['id']
  if (typeof end === 'string') return { rows, after: end, torn: [Number(tornBefore)] }
  return { rows: found.rows, after: `${found.after} ${String(last)}`, torn: [last] }
}

/**
 * What changed, from the events of the last thirty days, the newest first; of several the newest says how it is. Which of two in
 * one second that is, Stripe does not say: then it is asked.
 */
async function changes(
  access: Access,
  { stream, after, since }: Asked & { since: string },
): Promise<ReadPage> {
  const { object } = resourceOf(stream)
  const asked = new URLSearchParams({
    limit: String(PAGE),
    'created[gte]': String(Math.floor(Date.parse(since) / 1_000)),
    type: `${object}.*`,
  })
  const found = await eventPage(access, `events?${asked.toString()}`, after)
  // An event is forgotten after thirty days: so long ago this pass began, and what was told meanwhile may be gone as well.
  if (found === null) return backfill(access, stream, null)
  const told = found.rows.flatMap((event) => toldBy(event, object))
  const records: IncomingRecord[] = []
  for (const [newest, ...older] of Map.groupBy(told, ({ key }) => key).values()) {
    if (!newest) continue
    const isUnsure = older[0]?.at === newest.at || found.torn.includes(newest.at)
    records.push(await changed(access, stream, isUnsure ? { ...newest, raw: null } : newest))
  }
  return { records, after: found.after }
}

/** As the event says it was, or as it is now. */
async function changed(
  access: Access,
  stream: string,
  { key, at, raw, isRemoved }: Told,
): Promise<IncomingRecord> {
  const sourceAt = new Date(at * 1_000).toISOString()
  const [record] = raw === null ? [await one(access, stream, key)] : recordOf(raw, access)
  return record
    ? { ...record, isRemoved: isRemoved && raw !== null, sourceAt }
    : { key, raw: {}, isRemoved: true, sourceAt }
}

/** As it is now; null where it is gone. */
async function one(access: Access, stream: string, key: string): Promise<IncomingRecord | null> {
  const answer = await get(access, `${resourceOf(stream).path}/${encodeURIComponent(key)}`)
  if (answer.status === 404) return null
  const [record] = recordOf(bodyOf(answer), access)
  return record === undefined || record.isRemoved ? null : record
}

const streams: readonly ProviderStream[] = [
  {
    name: 'customers',
    title: 'Customers',
    type: customerType,
    mapping: {
      name: { path: ['name'] },
      email: { path: ['email'], isEmail: true },
      city: { path: ['address', 'city'] },
      country: { path: ['address', 'country'] },
      since: { path: ['created'] },
    },
  },
  {
    name: 'payments',
    title: 'Payments',
    type: paymentType,
    mapping: {
      number: { path: ['id'] },
      customerKey: { path: ['customer'] },
      paid: { path: ['created'] },
      state: { path: ['status'] },
      amount: { path: ['inWholeUnits', 'amount'], currencyPath: ['currency'] },
      refunded: { path: ['inWholeUnits', 'refunded'], currencyPath: ['currency'] },
      about: { path: ['description'] },
      orderNumber: { path: ['orderNumber'] },
      disputed: { path: ['isDisputed'] },
    },
  },
]

/** Events are kept for thirty days; the last one is left for clocks and for a pass that takes long. */
const EVENTS_KEPT_MS = 29 * 24 * 3_600_000

export const stripeReader: Reader = {
  streams,
  remembersMs: EVENTS_KEPT_MS,
  read: (access, asked) =>
    asked.since === null || !isEventPlace(asked.after)
      ? backfill(access, asked.stream, asked.after)
      : changes(access, { ...asked, since: asked.since }),
  count: async () => null,
  one,
  async seen(access, stream, after) {
    const { records, after: next } = await backfill(access, stream, after)
    // It does not say when something changed; its list says all that there is to say.
    return {
      seen: records.map(({ key, raw }) => ({ key, sourceAt: null, hash: recordHash(raw) })),
      after: next,
    }
  },
}

/** A restricted key: a full one may spend money, and this hub only reads. */
export const RESTRICTED_KEY = /^rk_(?:live|test)_[A-Za-z0-9]{8,250}$/

/**
 * What a key opens: the account, so that a new key mends the same connection; the key itself where the account is told neither.
 * Throws a ProviderFault where it does not let everything be read that is asked for.
 */
export async function stripeAccount(access: Access): Promise<{ key: string; title: string }> {
  for (const path of ['customers?limit=1', 'charges?limit=1', 'events?limit=1']) await ask(access, path)
  const mode = access.token.startsWith('rk_test_') ? 'test' : 'live'
  const id = accountIn(await get(access, 'account'))
  const ending = access.token.slice(-4)
  const name = mode === 'test' ? 'Stripe (test)' : 'Stripe'
  return id === null
    ? { key: `${mode}:key:${keyMark(access.token)}`, title: `${name} …${ending}` }
    : { key: `${mode}:${id}`, title: `${name} ${id.slice(-8)}` }
}

/** A key that may not read the account is refused, and the refusal names it: "… for this endpoint on account 'acct_…'". */
function accountIn(answer: ServiceAnswer): string | null {
  if (answer.status !== 403) {
    const { id } = bodyOf(answer)
    return typeof id === 'string' ? id : null
  }
  const error = isObject(answer.body) && isObject(answer.body['error']) ? answer.body['error'] : {}
  return /\bon account '(acct_[A-Za-z0-9]{8,60})'/.exec(String(error['message']))?.[1] ?? null
}

/** Enough to tell keys apart, and too little to find one. */
const keyMark = (key: string): string => sha256(key).toString('hex').slice(0, 24)
