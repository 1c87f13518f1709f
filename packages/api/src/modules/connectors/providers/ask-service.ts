import { guardedRequest } from '../../../platform/outside/guarded-fetch.ts'
import type { Outside } from '../../../platform/outside/guarded-fetch.ts'
import { storableJson } from '../../../platform/records/storable-json.ts'
import { ProviderFault } from './provider.ts'

/** The longest answer of a service; a page of a hundred orders with fifty lines each has some two megabytes. */
const MAX_BYTES = 16 * 1024 ** 2
const TIMEOUT_MS = 25_000

export interface ServiceRequest {
  method?: 'GET' | 'POST'
  headers?: Readonly<Record<string, string>>
  body?: string
  outside: Outside
  signal?: AbortSignal | undefined
}

export interface ServiceAnswer {
  status: number
  body: unknown
  retryAfter: number | null
  headers: Headers
}

/** Services say anything; what they say is looked at field by field. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * For how many seconds it wants to be left alone, which it says as seconds or as a moment by its own clock; null where it does not
 * say. No pause at all would be asked again without end.
 */
function pauseIn(headers: Headers): number | null {
  const written = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,9}(?:\.\d+)?$/.test(written)) return Math.max(1, Math.ceil(Number(written)))
  const [until, now] = [Date.parse(written), Date.parse(headers.get('date') ?? '')]
  if (written === '' || Number.isNaN(until)) return null
  return Math.max(1, Math.ceil((until - (Number.isNaN(now) ? Date.now() : now)) / 1_000))
}

/** Asks a service for JSON. Throws a ProviderFault where it is away or answers something else. */
export async function askService(
  service: string,
  address: string,
  { outside, signal, headers, ...request }: ServiceRequest,
): Promise<ServiceAnswer> {
  try {
    const answer = await guardedRequest(address, {
      ...outside,
      ...request,
      headers: { accept: 'application/json', ...headers },
      maxBytes: MAX_BYTES,
      timeoutMs: TIMEOUT_MS,
      ...(signal && { signal }),
    })
    const text = await answer.text()
    return {
      status: answer.status,
      body: parsed(text),
      retryAfter: pauseIn(answer.headers),
      headers: answer.headers,
    }
  } catch (cause) {
    throw new ProviderFault('away', `${service} could not be reached.`, { cause })
  }
}

/** Here already, so that what is kept and what is compared with it say the same. */
function parsed(text: string): unknown {
  try {
    return text === '' ? null : storableJson(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** What every service means by these; null where it said something. */
export function faultOf(service: string, { status, body, retryAfter }: ServiceAnswer): ProviderFault | null {
  if (status === 401)
    return new ProviderFault(
      'credential',
      `${service} no longer accepts the permission it gave. Connect it again.`,
    )
  if (status === 403) return new ProviderFault('scope', `${service} does not let this connection read that.`)
  if (status === 429)
    return new ProviderFault('busy', `${service} asks for a pause.`, { retryAfter: retryAfter ?? 2 })
  if (status >= 500 || body === undefined || status >= 300)
    return new ProviderFault('away', `${service} answers with an error (${status}).`, { retryAfter })
  return null
}
