import { setTimeout as sleep } from 'node:timers/promises'
import { askService, faultOf, isObject } from './ask-service.ts'
import type { ServiceAnswer } from './ask-service.ts'
import { ProviderFault } from './provider.ts'
import type { Access } from './provider.ts'

/** How long a limit lasts that was reached, in seconds, where HubSpot does not say it. */
const LIMITS_S: Readonly<Record<string, number>> = { SECONDLY: 1, TEN_SECONDLY_ROLLING: 10 }
const DAY_LIMIT_RETRY_S = 3_600

/** A pause is asked for by name; what may be asked in a day is over for longer than anybody waits for. */
function limitFault({ body, retryAfter }: ServiceAnswer): ProviderFault {
  const policy = isObject(body) ? String(body['policyName']) : ''
  if (policy === 'DAILY')
    return new ProviderFault('away', 'HubSpot lets nothing more of this account be read today.', {
      retryAfter: retryAfter ?? DAY_LIMIT_RETRY_S,
    })
  return new ProviderFault('busy', 'HubSpot asks for a pause.', {
    retryAfter: retryAfter ?? LIMITS_S[policy] ?? 2,
  })
}

const numberIn = (headers: Headers, name: string): number | null => {
  const value = headers.get(`x-hubspot-ratelimit-${name}`)
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : null
}

/** Of each window the last tenth is spent slowly, so that what others ask through this app still goes through. */
function pauseAfter({ headers }: ServiceAnswer): number {
  const [remaining, most] = [numberIn(headers, 'remaining'), numberIn(headers, 'max')]
  const interval = Math.min(numberIn(headers, 'interval-milliseconds') ?? 0, 10_000)
  if (remaining === null || most === null || remaining * 10 > most) return 0
  return remaining === 0 ? interval : interval / 10
}

interface Question {
  path: string
  /** With one it is posted. */
  body?: object
}

const send = ({ base, token, outside, signal }: Access, { path, body }: Question): Promise<ServiceAnswer> =>
  askService('HubSpot', `${base}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
    outside,
    signal,
  })

/** What may be asked in a second is shared with all else that reads the account, so it is over often, and soon again. */
const SHORT_PAUSES = 4

async function answerTo(access: Access, question: Question): Promise<ServiceAnswer> {
  const pause = (ms: number) => sleep(ms, undefined, access.signal && { signal: access.signal })
  for (let tries = 1; ; tries += 1) {
    const answer = await send(access, question)
    if (answer.status !== 429) {
      await pause(pauseAfter(answer))
      return answer
    }
    const fault = limitFault(answer)
    if (fault.retryAfter !== 1 || tries === SHORT_PAUSES) throw fault
    await pause(1_000)
  }
}

function bodyOf(answer: ServiceAnswer): Record<string, unknown> {
  const fault = faultOf('HubSpot', answer)
  if (fault) throw fault
  if (!isObject(answer.body)) throw new ProviderFault('away', 'HubSpot answers with nothing.')
  return answer.body
}

/** One question to the API. Throws a ProviderFault. */
export const askHubspot = async (access: Access, question: Question): Promise<Record<string, unknown>> =>
  bodyOf(await answerTo(access, question))

/** With when that was by HubSpot's own clock, in milliseconds; null where it does not say. Throws a ProviderFault. */
export async function askHubspotWhen(
  access: Access,
  question: Question,
): Promise<{ body: Record<string, unknown>; at: number | null }> {
  const answer = await answerTo(access, question)
  const at = Date.parse(answer.headers.get('date') ?? '')
  return { body: bodyOf(answer), at: Number.isNaN(at) ? null : at }
}

/** One record; null where there is none. Throws a ProviderFault. */
export async function findHubspot(access: Access, path: string): Promise<Record<string, unknown> | null> {
  const answer = await answerTo(access, { path })
  return answer.status === 404 ? null : bodyOf(answer)
}

/** What of an answer is a list. Throws a ProviderFault where there is none. */
export function rowsOf(body: Record<string, unknown>): Record<string, unknown>[] {
  if (!Array.isArray(body['results'])) throw new ProviderFault('away', 'HubSpot answers without a list.')
  return body['results'].filter(isObject)
}

/** How the next page is asked for; null after the last. */
export function nextOf({ paging }: Record<string, unknown>): string | null {
  const next = isObject(paging) && isObject(paging['next']) ? paging['next']['after'] : null
  return typeof next === 'string' && next !== '' ? next : null
}
