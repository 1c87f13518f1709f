import { sha256 } from '../../../platform/secrets/secrets.ts'
import { askService, faultOf } from './ask-service.ts'
import type { ServiceAnswer } from './ask-service.ts'
import { ProviderFault } from './provider.ts'
import type { Access, Asked, ProviderStream, Reader, ReadPage } from './provider.ts'
import { customerType, paymentType } from './types.ts'

const PAGE = 100

/** What the streams are called at Stripe. */
const resources: Readonly<Record<string, string>> = { customers: 'customers', payments: 'charges' }

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

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface ListPage {
  rows: Record<string, unknown>[]
  after: string | null
}

/** What a list was asked to go on after may be gone: then it is read from its beginning, and what is known stays as it is. */
async function page(access: Access, path: string, after: string | null): Promise<ListPage> {
  const from = after === null ? '' : `&starting_after=${encodeURIComponent(after)}`
  const answer = await get(access, `${path}${from}`)
  if (answer.status === 400 && after !== null) return page(access, path, null)
  const body = bodyOf(answer)
  if (!Array.isArray(body['data'])) throw new ProviderFault('away', 'Stripe answers without a list.')
  const rows = body['data'].filter(isObject)
  const last = rows.at(-1)?.['id']
  return { rows, after: body['has_more'] === true && typeof last === 'string' ? last : null }
}

/** All of it, the newest first; Stripe has no filter by change, so changes are read from its events. */
async function backfill(access: Access, stream: string, after: string | null): Promise<ReadPage> {
  const { rows, after: next } = await page(access, `${resources[stream] ?? stream}?limit=${PAGE}`, after)
  return { records: rows.flatMap((row) => recordOf(row, access)), after: next }
}

const recordOf = (raw: Record<string, unknown>, { withPersonal }: Pick<Access, 'withPersonal'>) =>
  typeof raw['id'] === 'string'
    ? [{ key: raw['id'], raw: withPersonal ? raw : impersonal(raw), isRemoved: raw['deleted'] === true }]
    : []

/** What says nothing of who somebody is. Stripe sends the rest as well, and new fields each month: only these are kept. */
const IMPERSONAL = new Set([
  'id',
  'object',
  'created',
  'customer',
  'amount',
  'amount_captured',
  'amount_refunded',
  'balance',
  'captured',
  'currency',
  'delinquent',
  'disputed',
  'livemode',
  'paid',
  'refunded',
  'status',
])

function impersonal({ address, ...raw }: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.fromEntries(Object.entries(raw).filter(([name]) => IMPERSONAL.has(name)))
  const country = isObject(address) ? address['country'] : undefined
  return country === undefined ? kept : { ...kept, address: { country } }
}

const prefixes: Readonly<Record<string, string>> = { customers: 'customer.', payments: 'charge.' }

/** What changed, from the events of the last thirty days, the newest first; of several the newest says how it is. */
async function changes(
  access: Access,
  { stream, after, since }: Asked & { since: string },
): Promise<ReadPage> {
  const from = String(Math.floor(Date.parse(since) / 1_000))
  const asked = new URLSearchParams({
    limit: String(PAGE),
    'created[gte]': from,
    type: `${prefixes[stream] ?? ''}*`,
  })
  const { rows, after: next } = await page(access, `events?${asked.toString()}`, after)
  const records = rows.flatMap((event) => {
    const data = isObject(event['data']) ? event['data'] : {}
    const raw = isObject(data['object']) ? data['object'] : {}
    const at = typeof event['created'] === 'number' ? new Date(event['created'] * 1_000).toISOString() : null
    const isRemoved = event['type'] === 'customer.deleted'
    return recordOf(raw, access).map((record) => ({ ...record, isRemoved, sourceAt: at }))
  })
  return { records: records.toReversed(), after: next }
}

const streams: readonly ProviderStream[] = [
  {
    name: 'customers',
    title: 'Customers',
    type: customerType,
    mapping: {
      name: { path: ['name'] },
      email: { path: ['email'] },
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
      amount: { path: ['amount'], currencyPath: ['currency'], isMinor: true },
      refunded: { path: ['amount_refunded'], currencyPath: ['currency'], isMinor: true },
      about: { path: ['description'] },
    },
  },
]

/** Events are kept for thirty days; the last one is left for clocks and for a pass that takes long. */
const EVENTS_KEPT_MS = 29 * 24 * 3_600_000

export const stripeReader: Reader = {
  streams,
  remembersMs: EVENTS_KEPT_MS,
  read: (access, asked) =>
    asked.since === null
      ? backfill(access, asked.stream, asked.after)
      : changes(access, { ...asked, since: asked.since }),
  count: async () => null,
  async one(access, stream, key) {
    const answer = await get(access, `${resources[stream] ?? stream}/${encodeURIComponent(key)}`)
    if (answer.status === 404) return null
    const [record] = recordOf(bodyOf(answer), access)
    return record === undefined || record.isRemoved ? null : record
  },
  async keys(access, stream, after) {
    const { records, after: next } = await backfill(access, stream, after)
    return { keys: records.map(({ key }) => key), after: next }
  },
}

/** A restricted key: a full one may spend money, and this hub only reads. */
export const RESTRICTED_KEY = /^rk_(?:live|test)_[A-Za-z0-9]{8,250}$/

/**
 * What a key opens: the account, where the key may read it, so that a new key mends the same connection; otherwise the key itself.
 * Throws a ProviderFault where it does not let everything be read that is asked for.
 */
export async function stripeAccount(access: Access): Promise<{ key: string; title: string }> {
  for (const path of ['customers?limit=1', 'charges?limit=1', 'events?limit=1']) await ask(access, path)
  const mode = access.token.startsWith('rk_test_') ? 'test' : 'live'
  const answer = await get(access, 'account')
  const id = answer.status === 200 ? bodyOf(answer)['id'] : null
  const ending = access.token.slice(-4)
  const name = mode === 'test' ? 'Stripe (test)' : 'Stripe'
  return typeof id === 'string'
    ? { key: `${mode}:${id}`, title: `${name} ${id.slice(-8)}` }
    : { key: `${mode}:key:${keyMark(access.token)}`, title: `${name} …${ending}` }
}

/** Enough to tell keys apart, and too little to find one. */
const keyMark = (key: string): string => sha256(key).toString('hex').slice(0, 24)
