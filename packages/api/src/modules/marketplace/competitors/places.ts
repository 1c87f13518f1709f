import { z } from 'zod'
import { guardedRequest } from '../../../platform/outside/guarded-fetch.ts'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { Outside } from '../../../platform/outside/guarded-fetch.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { marketplaceEnvironment } from '../environment.ts'
import type { Point } from './distance.ts'
import type { Found } from './rank.ts'

const GOOGLE = 'https://places.googleapis.com'
const MAX_BYTES = 2 * 1024 ** 2
const TIMEOUT_MS = 10_000
/** Google answers with 20 places a page, and 60 in all. */
const PAGE = 20
const MOST_PAGES = 3

/** How Google Places is asked. */
export interface Places {
  url: string
  key: string
  outside: Outside
  signal: AbortSignal | undefined
}

const settingsOf = ({ hub }: OrgContext) => hub.environment.of(marketplaceEnvironment)

export const canAskPlaces = (ctx: OrgContext): boolean => settingsOf(ctx).GOOGLE_PLACES_API_KEY !== undefined

/** Throws a CONFLICT where whoever runs the hub has not set it up. */
export function requirePlaces(ctx: OrgContext): Omit<Places, 'signal'> {
  const { GOOGLE_PLACES_API_KEY: key, GOOGLE_PLACES_URL: own } = settingsOf(ctx)
  if (key === undefined)
    throw new AppError('CONFLICT', {
      message: 'Whoever runs this hub has not set up Google Places yet: it needs an API key.',
    })
  // An address that the operator set is theirs to choose.
  const outside = own === undefined ? ctx.hub.outside : { ...ctx.hub.outside, allowsPrivate: true }
  return { url: own ?? GOOGLE, key, outside }
}

const At = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
const Place = z.object({
  id: z.string().min(1).max(400),
  displayName: z.object({ text: z.string() }).optional(),
  formattedAddress: z.string().optional(),
  location: At.optional(),
  primaryType: z.string().optional(),
  types: z.array(z.string()).optional(),
  websiteUri: z.string().optional(),
  businessStatus: z.string().optional(),
})
const Answer = z.object({
  places: z.array(z.unknown()).optional(),
  nextPageToken: z.string().optional(),
})
type Answer = z.infer<typeof Answer>

const away = (because: string) =>
  new AppError('UNAVAILABLE', { message: `Google Places ${because}. Try again later.` })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function refusalOf(status: number, retryAfter: number): AppError {
  if (status === 429)
    return new AppError('UNAVAILABLE', {
      message: 'Google Places has answered all this hub may ask for now.',
      retryAfter,
    })
  if (status >= 400 && status < 500)
    return new AppError('CONFLICT', {
      message: 'Google Places refuses the key of this hub. Tell whoever runs it.',
    })
  return away(`answers with an error (${status})`)
}

const RETRY_SECONDS = 60

async function ask({ url, key, outside, signal }: Places, fields: string, body: object): Promise<Answer> {
  const answer = await guardedRequest(`${url}/v1/places:searchText`, {
    ...outside,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-goog-api-key': key,
      'x-goog-fieldmask': fields,
    },
    body: JSON.stringify(body),
    maxBytes: MAX_BYTES,
    timeoutMs: TIMEOUT_MS,
    ...(signal && { signal }),
  }).catch((cause: unknown) => {
    signal?.throwIfAborted()
    throw new AppError('UNAVAILABLE', { message: 'Google Places could not be reached.', cause })
  })
  const text = await answer.text().catch(() => '')
  if (answer.status !== 200)
    throw refusalOf(answer.status, Number(answer.headers.get('retry-after')) || RETRY_SECONDS)
  const read = Answer.safeParse(parsed(text))
  if (!read.success) throw away('answers with what cannot be read')
  return read.data
}

/** What of an answer is a place; others are left out rather than all of them refused. */
const placesOf = ({ places = [] }: Answer) =>
  places.flatMap((one) => {
    const place = Place.safeParse(one)
    return place.success ? [place.data] : []
  })

/** Where a town or an address is. Throws a BAD_REQUEST where nobody knows it. */
export async function whereIs(places: Places, near: string): Promise<Point> {
  const [first] = placesOf(await ask(places, 'places.id,places.location', { textQuery: near, pageSize: 1 }))
  if (first?.location) return first.location
  throw fieldFault(
    'near',
    `No place called “${near}” was found. Write a town and its country, such as “Cork, Ireland”.`,
  )
}

const FIELDS = 'id displayName formattedAddress location primaryType types websiteUri businessStatus'
  .split(' ')
  .map((name) => `places.${name}`)

/** Only addresses that a browser opens; a directory holds whatever its businesses wrote. */
function websiteOf(uri: string | undefined): string | null {
  const url = URL.parse(uri ?? '')
  return url && /^https?:$/.test(url.protocol) && url.href.length <= MOST_ADDRESS ? url.href : null
}

const MOST_ADDRESS = 500
const MOST_NAME = 200
const MOST_POSTAL = 300
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** Text from outside, as one line. */
const lineOf = (text: string, most: number): string => text.replace(CONTROL, ' ').trim().slice(0, most)

function foundOf(place: z.infer<typeof Place>): Found | null {
  const { id, displayName, formattedAddress, location, primaryType = null, types = [] } = place
  const name = lineOf(displayName?.text ?? '', MOST_NAME)
  if (!location || name === '' || place.businessStatus === 'CLOSED_PERMANENTLY') return null
  return {
    placeId: id,
    name,
    address: formattedAddress === undefined ? null : lineOf(formattedAddress, MOST_POSTAL),
    website: websiteOf(place.websiteUri),
    kind: primaryType,
    kinds: types.slice(0, PAGE),
    at: location,
    text: null,
  }
}

interface Around {
  what: string
  centre: Point
  radiusMetres: number
}

/** Businesses of a kind around a point, 60 at most; some may be farther away than the radius, which Google takes as a wish. */
export async function businessesAround(
  places: Places,
  { what, centre, radiusMetres }: Around,
): Promise<Found[]> {
  const body = {
    textQuery: what,
    pageSize: PAGE,
    locationBias: { circle: { center: centre, radius: radiusMetres } },
  }
  const fields = [...FIELDS, 'nextPageToken'].join(',')
  const found = new Map<string, Found>()
  let pageToken: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer: Answer = await ask(places, fields, { ...body, ...(pageToken && { pageToken }) })
    for (const place of placesOf(answer)) {
      const one = foundOf(place)
      if (one) found.set(one.placeId, one)
    }
    pageToken = answer.nextPageToken
    if (!pageToken) break
  }
  return [...found.values()]
}
