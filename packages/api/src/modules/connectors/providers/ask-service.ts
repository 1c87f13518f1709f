import { guardedRequest } from '../../../platform/outside/guarded-fetch.ts'
import type { Outside } from '../../../platform/outside/guarded-fetch.ts'
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
    const wait = Number(answer.headers.get('retry-after') ?? Number.NaN)
    const text = await answer.text()
    return {
      status: answer.status,
      body: parsed(text),
      retryAfter: Number.isFinite(wait) ? wait : null,
      headers: answer.headers,
    }
  } catch (cause) {
    throw new ProviderFault('away', `${service} could not be reached.`, { cause })
  }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
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
