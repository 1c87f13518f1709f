import { setTimeout as sleep } from 'node:timers/promises'
import { recordHash } from '../../../platform/records/record-hash.ts'
import type { IncomingRecord } from '../../../platform/records/records.ts'
import { askHubspot, askHubspotWhen, findHubspot, nextOf, rowsOf } from './ask-hubspot.ts'
import { partnersBeside, partnersOf } from './hubspot-deals.ts'
import { recordOf } from './hubspot-records.ts'
import { changedProperty, hubspotStreams, propertiesOf } from './hubspot-streams.ts'
import { wordsOf } from './hubspot-words.ts'
import { ProviderFault } from './provider.ts'
import type { Access, Asked, Reader, ReadPage, SeenPage } from './provider.ts'

const PAGE = 200
const LIST_PAGE = 100
/** The search of an account takes five questions a second, of whoever asks. */
const SEARCH_GAP_MS = 250

/** Of its clock HubSpot tells whole seconds. */
const SECOND_MS = 1_000

const objects = (stream: string) => `/crm/v3/objects/${stream}`

interface Filter {
  propertyName: string
  operator: 'GT' | 'LT' | 'GTE' | 'LTE'
  value: string
}

interface Search {
  filters: readonly Filter[]
  /** By their ids. */
  direction: 'ASCENDING' | 'DESCENDING'
  limit: number
}

const search = (access: Access, stream: string, { filters, direction, limit }: Search) =>
  askHubspotWhen(access, {
    path: `${objects(stream)}/search`,
    body: {
      filterGroups: filters.length === 0 ? [] : [{ filters }],
      sorts: [{ propertyName: 'hs_object_id', direction }],
      properties: propertiesOf(stream, access),
      limit,
    },
  })

/** Records of a page of the search, which says nothing of associations. */
async function recordsFound(
  access: Access,
  stream: string,
  rows: readonly Record<string, unknown>[],
): Promise<IncomingRecord[]> {
  const ids = rows.flatMap(({ id }) => (typeof id === 'string' ? [id] : []))
  const [words, partners] = await Promise.all([
    wordsOf(access, stream),
    stream === 'deals' ? partnersOf(access, ids) : undefined,
  ])
  return rows.flatMap((row) => recordOf(row, { stream, access, words, ...(partners && { partners }) }))
}

interface Place {
  /** The last id that was read; null before the first. */
  id: string | null
  /** Of a pass over changes: until when it goes, in milliseconds by HubSpot's clock. */
  until: number | null
}

function placeIn(after: string | null): Place {
  const [id = null, until] = after?.split(' ') ?? []
  return { id, until: until === undefined ? null : Number(until) }
}

/** What changed since, until this pass began: what changes meanwhile is the next one's, which begins before that. */
function changedBetween(stream: string, since: string, { until }: Place): Filter[] {
  const propertyName = changedProperty(stream)
  return [
    { propertyName, operator: 'GTE', value: String(Date.parse(since)) },
    ...(until === null ? [] : [{ propertyName, operator: 'LTE' as const, value: String(until) }]),
  ]
}

interface Bounding {
  since: string | null
  place: Place
  at: number | null
}

/** Until when the rest of a pass over changes goes: until its first page was asked for. */
function untilOf({ since, place, at }: Bounding): number[] {
  if (since === null) return []
  if (place.until !== null) return [place.until]
  return at === null ? [] : [at + SECOND_MS]
}

/**
 * A page of the search, from one id on. It pages through ten thousand results and no further, and rows that change meanwhile
 * move between its pages; so each page is a search of its own behind the last id, which neither ends nor moves.
 */
async function readFound(access: Access, { stream, after, since }: Asked): Promise<ReadPage> {
  const direction = since === null ? 'DESCENDING' : 'ASCENDING'
  const place = placeIn(after)
  const behind: Filter[] =
    place.id === null
      ? []
      : [{ propertyName: 'hs_object_id', operator: since === null ? 'LT' : 'GT', value: place.id }]
  const changed = since === null ? [] : changedBetween(stream, since, place)
  const { body, at } = await search(access, stream, {
    filters: [...changed, ...behind],
    direction,
    limit: PAGE,
  })
  const rows = rowsOf(body)
  const last = rows.at(-1)?.['id']
  const records = await recordsFound(access, stream, rows)
  if (nextOf(body) === null || typeof last !== 'string') return { records, after: null }
  requireBehind(place.id, last, direction)
  await sleep(SEARCH_GAP_MS, undefined, access.signal && { signal: access.signal })
  return { records, after: [last, ...untilOf({ since, place, at })].join(' ') }
}

/** Throws a ProviderFault where a page is not behind the one before: it would be read for ever. */
function requireBehind(after: string | null, last: string, direction: Search['direction']): void {
  const step = after === null ? 1 : Number(last) - Number(after)
  if (after === null || (direction === 'ASCENDING' ? step > 0 : step < 0)) return
  throw new ProviderFault('away', 'HubSpot answers with the same page again.')
}

const GONE = 'gone'
/** So many pages of what is in the bin are looked at with each pass; of more the comparison of the night finds the rest. */
const MOST_GONE_PAGES = 20

/** What was put into HubSpot's bin, which no search finds. */
async function readGone(access: Access, { stream, after }: Asked): Promise<ReadPage> {
  const [, count = '0', place = ''] = (after ?? '').split(' ')
  const query = new URLSearchParams({
    archived: 'true',
    limit: String(LIST_PAGE),
    ...(place !== '' && { after: place }),
  })
  const body = await askHubspot(access, { path: `${objects(stream)}?${query.toString()}` })
  const records = rowsOf(body).flatMap(({ id }): IncomingRecord[] =>
    typeof id === 'string' ? [{ key: id, raw: {}, isRemoved: true }] : [],
  )
  const next = nextOf(body)
  const page = Number(count) + 1
  const isMore = next !== null && next !== place && page < MOST_GONE_PAGES
  return { records, after: isMore ? `${GONE} ${page} ${next}` : null }
}

/** What changed, and then what was taken away. */
async function read(access: Access, asked: Asked): Promise<ReadPage> {
  if (asked.since === null) return readFound(access, asked)
  if (asked.after?.startsWith(GONE)) return readGone(access, asked)
  const found = await readFound(access, asked)
  return { ...found, after: found.after ?? GONE }
}

/** With whom a deal is stands beside it where it is asked for; contacts and companies name theirs themselves. */
const asking = (access: Access, stream: string, more: Readonly<Record<string, string>> = {}): string =>
  new URLSearchParams({
    ...more,
    properties: propertiesOf(stream, access).join(','),
    ...(stream === 'deals' && { associations: 'companies,contacts' }),
  }).toString()

async function recordsListed(
  access: Access,
  stream: string,
  rows: readonly Record<string, unknown>[],
): Promise<IncomingRecord[]> {
  const words = await wordsOf(access, stream)
  return rows.flatMap((row) => recordOf(row, { stream, access, words, partners: () => partnersBeside(row) }))
}

/** As it is now; null where it is gone, also into another one: who was merged is answered for by who is left. */
async function one(access: Access, stream: string, key: string): Promise<IncomingRecord | null> {
  const row = await findHubspot(
    access,
    `${objects(stream)}/${encodeURIComponent(key)}?${asking(access, stream)}`,
  )
  if (row === null || row['archived'] === true) return null
  const [record] = await recordsListed(access, stream, [row])
  return record?.key === key ? record : null
}

/** The list says all that there is to say, and also what changes without a date: whom a deal is with, what a stage is called. */
async function seen(access: Access, stream: string, after: string | null): Promise<SeenPage> {
  const query = asking(access, stream, { limit: String(LIST_PAGE), ...(after !== null && { after }) })
  const body = await askHubspot(access, { path: `${objects(stream)}?${query}` })
  const next = nextOf(body)
  if (next !== null && next === after)
    throw new ProviderFault('away', 'HubSpot answers with the same page again.')
  const records = await recordsListed(access, stream, rowsOf(body))
  return {
    seen: records.map(({ key, raw, sourceAt = null }) => ({ key, sourceAt, hash: recordHash(raw) })),
    after: next,
  }
}

async function count(access: Access, stream: string): Promise<number | null> {
  const { body } = await search(access, stream, { filters: [], direction: 'ASCENDING', limit: 1 })
  return typeof body['total'] === 'number' ? body['total'] : null
}

export const hubspotReader: Reader = { streams: hubspotStreams, read, count, one, seen }
