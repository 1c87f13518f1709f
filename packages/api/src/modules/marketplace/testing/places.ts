import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { metresBetween } from '../competitors/distance.ts'
import { corkPlaces, towns } from './places/world.ts'
import type { StandInPlace } from './places/world.ts'

/** What it does wrong next, once each; `none`: nothing. */
export type PlacesFault = 'none' | 'quota' | 'error' | 'garbage' | 'slow' | 'cut'

export interface PlacesServer {
  url: string
  /** What it takes; another can be set. */
  key: string
  /** What was asked for, with the fields that were named. */
  requests: { body: Record<string, unknown>; fields: string }[]
  faults: PlacesFault[]
  stop(): Promise<void>
}

const SLOW_MS = 30_000
const PAGE = 20
const MOST_RADIUS = 50_000

interface Refusal {
  status: number
  code: string
  message: string
}

class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.message)
    this.refusal = refusal
  }
}

const invalid = (message: string) => new Refused({ status: 400, code: 'INVALID_ARGUMENT', message })

const own = ['id', 'displayName', 'formattedAddress', 'location', 'primaryType', 'types', 'websiteUri']
const KNOWN = new Set([...own, 'businessStatus'].map((name) => `places.${name}`).concat('nextPageToken'))

function fieldsOf(header: string | string[] | undefined): string[] {
  if (typeof header !== 'string' || header === '')
    throw invalid('FieldMask is a required parameter. See how to provide it at the reference of this method.')
  const fields = header.split(',')
  // Google refuses blanks in the list and names that are none.
  const wrong = fields.find((field) => !KNOWN.has(field))
  if (wrong !== undefined)
    throw invalid(`Error expanding 'fields' parameter. Cannot find matching fields for path '${wrong}'.`)
  return fields
}

interface Wish {
  textQuery: string
  pageSize?: number
  pageToken?: string
  locationBias?: {
    circle?: { center?: { latitude: number; longitude: number }; radius?: number }
  }
}

const MEMBERS = new Set(['textQuery', 'pageSize', 'pageToken', 'locationBias', 'languageCode', 'regionCode'])

function wishOf(body: string): Wish {
  const wish = JSON.parse(body) as Wish
  const unknown = Object.keys(wish).find((name) => !MEMBERS.has(name))
  if (unknown !== undefined)
    throw invalid(`Invalid JSON payload received. Unknown name "${unknown}": Cannot find field.`)
  if (typeof wish.textQuery !== 'string' || wish.textQuery === '') throw invalid('Empty text_query.')
  const { pageSize = PAGE, locationBias } = wish
  if (pageSize < 0 || pageSize > PAGE) throw invalid('Invalid page_size. It must be between 0 and 20.')
  const { radius = 0 } = locationBias?.circle ?? {}
  if (radius < 0 || radius > MOST_RADIUS) throw invalid('Invalid circle.radius.')
  return wish
}

const fold = (words: string) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** As Google does: all that is of the kind, the nearer first, also beyond the circle. */
function foundFor({ textQuery, locationBias }: Wish): StandInPlace[] {
  const words = fold(textQuery).split(/[^\p{L}]+/u)
  const town = towns.find(({ name }) => fold(name).startsWith(words[0] ?? ''))
  if (!locationBias) return town ? [town] : []
  const center = locationBias.circle?.center ?? { latitude: 0, longitude: 0 }
  return corkPlaces
    .filter(({ name, types }) =>
      words.some((word) => fold([name, ...types].join(' ')).includes(word.replace(/s$/, ''))),
    )
    .toSorted((a, b) => metresBetween(a.location, center) - metresBetween(b.location, center))
    .slice(0, PAGE * 3)
}

const shown = (place: StandInPlace, fields: readonly string[]) => {
  const whole = { ...place, displayName: { text: place.name, languageCode: 'en' } }
  const known = own.concat('businessStatus').filter((name) => fields.includes(`places.${name}`))
  return Object.fromEntries(
    known.flatMap((name) => (name in whole ? [[name, whole[name as keyof typeof whole]]] : [])),
  )
}

/** A page token is good for the query that it came with, as with Google. */
const tokenFor = (wish: Wish, at: number) =>
  Buffer.from(JSON.stringify([wish.textQuery, wish.locationBias, at])).toString('base64url')

function answerTo(wish: Wish, fields: readonly string[]): object {
  const all = foundFor(wish)
  const size = wish.pageSize === 0 ? PAGE : (wish.pageSize ?? PAGE)
  const starts = Array.from({ length: Math.ceil(all.length / size) }, (_, page) => page * size)
  const at = wish.pageToken ? starts.find((start) => tokenFor(wish, start) === wish.pageToken) : 0
  if (at === undefined && wish.pageToken !== undefined)
    throw invalid('Request parameters for paging requests must match the initial SearchText request.')
  const start = at ?? 0
  const hasMore = start + size < all.length && fields.includes('nextPageToken')
  return {
    places: all.slice(start, start + size).map((place) => shown(place, fields)),
    ...(hasMore && { nextPageToken: tokenFor(wish, start + size) }),
  }
}

async function answer(request: IncomingMessage, key: string): Promise<{ wish: Wish; fields: string[] }> {
  if (request.method !== 'POST' || request.url !== '/v1/places:searchText')
    throw new Refused({ status: 404, code: 'NOT_FOUND', message: 'Requested entity was not found.' })
  if (request.headers['x-goog-api-key'] !== key)
    throw invalid('API key not valid. Please pass a valid API key.')
  const fields = fieldsOf(request.headers['x-goog-fieldmask'])
  return { wish: wishOf(await text(request)), fields }
}

const failing: Readonly<Record<'quota' | 'error', Refusal>> = {
  quota: { status: 429, code: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded.' },
  error: { status: 503, code: 'UNAVAILABLE', message: 'The service is currently unavailable.' },
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' })
  response.end(JSON.stringify(body))
}

const sendRefusal = (response: ServerResponse, { status, code, message }: Refusal) =>
  send(response, status, { error: { code: status, message, status: code } })

/** Answers whether nothing else is to be sent. */
async function misbehave(response: ServerResponse, fault: PlacesFault | undefined): Promise<boolean> {
  if (fault === undefined || fault === 'none') return false
  if (fault === 'slow') await wait(SLOW_MS, undefined, { ref: false })
  if (fault === 'garbage') response.end('<html>not here</html>')
  else if (fault === 'cut') response.write('{"places": [', () => void response.socket?.resetAndDestroy())
  else sendRefusal(response, failing[fault === 'quota' ? 'quota' : 'error'])
  return true
}

/** Google Places (New) as its text search meets a program; it knows Cork. */
export async function startPlaces({ port = 0, key = 'a-places-key' } = {}): Promise<PlacesServer> {
  const places: PlacesServer = { url: '', key, requests: [], faults: [], stop: () => Promise.resolve() }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { wish, fields } = await answer(request, places.key)
    places.requests.push({ body: { ...wish }, fields: fields.join(',') })
    if (await misbehave(response, places.faults.shift())) return
    send(response, 200, answerTo(wish, fields))
  }

  const server = createServer((request, response) => {
    take(request, response).catch((error: unknown) => {
      if (error instanceof Refused) sendRefusal(response, error.refusal)
      else sendRefusal(response, invalid('Invalid JSON payload received.').refusal)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve)
  })
  places.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  places.stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return places
}
