import { randomUUID } from 'node:crypto'
import { contextNow } from '../../platform/calls/context-now.ts'
import type { OrgPermission } from '../../platform/access/permissions.ts'
import type { Hub } from '../../platform/hub.ts'
import { GuardedFetchError, guardedRequest } from '../../platform/outside/guarded-fetch.ts'
import { AppError } from '../../shared/errors.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { receiversOf } from './receivers.ts'
import { openSecret } from './secrets.ts'
import { signedHeaders } from './signing.ts'

const TIMEOUT_MS = 10_000
/** Longer answers are cut off; receivers say little. */
const ANSWER_BYTES = 64 * 1024
const SHOWN_CHARACTERS = 1_000

export interface Outgoing {
  orgId: string
  eventId: string
  topic: string
  body: string
  isTest: boolean
  endpoint: {
    id: string
    address: string
    sealed: Buffer
    oldSealed: Buffer | null
    oldUntil: string | null
    madeById: string
  }
}

/** What became of one try. */
export interface Answered {
  ms: number
  status: number | null
  answer: string | null
  /** In words; null where it arrived. */
  error: string | null
}

/** What a person hears who may read nothing here any more, or not before they have a second factor. */
const SHUT_OUT: ReadonlySet<ErrorCode> = new Set([
  'FORBIDDEN',
  'NOT_FOUND',
  'UNAUTHORIZED',
  'SECOND_FACTOR_REQUIRED',
])

/** Why it may not go out: its maker is gone, or may no longer read it; null where it may. */
export async function whyNot(hub: Hub, { orgId, topic, isTest, endpoint }: Outgoing) {
  const needed: OrgPermission | undefined = isTest ? 'endpoint.read' : hub.events.open.get(topic)?.permission
  const call = {
    door: 'system',
    credential: { kind: 'person', userId: endpoint.madeById },
    org: orgId,
    requestId: randomUUID(),
    ip: null,
    userAgent: null,
  } as const
  try {
    const { permissions } = await contextNow(hub, call, 'organizations.get')
    return needed !== undefined && permissions.has(needed) ? null : 'unreadable'
  } catch (error) {
    if (error instanceof AppError && SHUT_OUT.has(error.code)) return 'maker_gone'
    throw error
  }
}

function secretsOf({ keys, now }: Hub, { orgId, endpoint }: Outgoing): string[] {
  const { id, sealed, oldSealed, oldUntil } = endpoint
  const isOldGood = oldUntil !== null && Date.parse(oldUntil) > now().getTime()
  return [sealed, isOldGood ? oldSealed : null].flatMap((one) => {
    const secret = one && openSecret(keys.seal, { orgId, id }, one)
    return secret ?? []
  })
}

const answerWords = (status: number): string =>
  status >= 300 && status < 400
    ? `It answered ${status}, a redirect, which is not followed. Enter the address it leads to.`
    : `It answered ${status}; anything from 200 to 299 counts as arrived.`

/** Of the network, by the code Node gives it. */
const networkWords: Readonly<Record<string, string>> = {
  ENOTFOUND: 'There is no machine by that name.',
  EAI_AGAIN: 'There is no machine by that name.',
  ECONNREFUSED: 'Nothing listens there.',
  ECONNRESET: 'It hung up.',
}

function causeWords(cause: unknown): string {
  if (!(cause instanceof Error)) return 'It could not be reached.'
  if (/^(?:TimeoutError|AbortError)$/.test(cause.name)) return 'It did not answer within 10 seconds.'
  const code = 'code' in cause ? String(cause.code) : cause.name
  return networkWords[code] ?? `It could not be reached (${code}).`
}

function failureWords(error: unknown): string {
  if (!(error instanceof GuardedFetchError)) throw error
  if (error.reason === 'private') return 'Its name leads to a private address, which is not asked.'
  if (error.reason === 'large') return 'Its answer is longer than 64 kB.'
  return causeWords(error.cause)
}

/** Sends a delivery once, and says what became of it. Nothing it meets outside makes it throw. */
export async function sendOnce(hub: Hub, outgoing: Outgoing): Promise<Answered> {
  const { eventId: id, body, endpoint } = outgoing
  const secrets = secretsOf(hub, outgoing)
  if (secrets.length === 0)
    return { ms: 0, status: null, answer: null, error: 'Its secret can no longer be opened. Make a new one.' }
  const begun = performance.now()
  const ms = () => Math.round(performance.now() - begun)
  let status: number | null = null
  try {
    const response = await guardedRequest(endpoint.address, {
      ...receiversOf(hub),
      method: 'POST',
      headers: signedHeaders(secrets, { id, timestamp: Math.floor(hub.now().getTime() / 1000), body }),
      body,
      maxBytes: ANSWER_BYTES,
      timeoutMs: TIMEOUT_MS,
    })
    status = response.status
    const answer = (await response.text()).replaceAll('\u0000', '').slice(0, SHOWN_CHARACTERS)
    return { ms: ms(), status, answer, error: response.ok ? null : answerWords(status) }
  } catch (error) {
    return { ms: ms(), status, answer: null, error: failureWords(error) }
  }
}
