import type { OrgContext } from '../../../platform/calls/context.ts'
import { isTooDeep } from '../../../platform/calls/nesting.ts'
import { GuardedFetchError, guardedRequest } from '../../../platform/outside/guarded-fetch.ts'
import type { GuardedReason } from '../../../platform/outside/judged.ts'
import { AppError } from '../../../shared/errors.ts'
import { secretsFor } from '../secrets.ts'
import type { Secrets } from '../secrets.ts'
import { isAddress, NO_ADDRESS } from './schema.ts'
import type { ApiAnswer, CallApi } from './schema.ts'

const TIMEOUT_MS = 30_000
const MOST_BYTES = 1024 ** 2

function hostOf(url: string): string {
  // Without the name of the field: a run says these words, and its form calls the field otherwise.
  if (!isAddress(url)) throw new AppError('BAD_REQUEST', { message: NO_ADDRESS })
  return new URL(url).hostname.toLowerCase()
}

const textOf = (body: unknown): string | undefined =>
  body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)

function parsed(text: string, type: string | null): unknown {
  if (!/\bjson\b/.test(type ?? '')) return text
  try {
    const value: unknown = JSON.parse(text)
    return isTooDeep(value) ? text : value
  } catch {
    return text
  }
}

/** A service's own fault may pass; what it refuses does not. */
function checkStatus(status: number, host: string): void {
  if (status < 400) return
  if (status === 429)
    throw new AppError('TOO_MANY_REQUESTS', { message: `${host} is asked too often just now.` })
  if (status >= 500)
    throw new AppError('UNAVAILABLE', { message: `${host} has a fault on its side (${status}).` })
  throw new AppError('BAD_REQUEST', { message: `${host} refused this (${status}).` })
}

interface Asking {
  input: CallApi
  host: string
  secrets: Secrets
}

async function ask(ctx: OrgContext, { input, host, secrets: { reveal, revealInJson, hide } }: Asking) {
  const { method, url, headers, body, idempotencyKey } = input
  const given = textOf(body)
  const isJson = typeof body !== 'string'
  const own = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), reveal(value)]),
  )
  const { signal } = ctx.call
  const response = await guardedRequest(reveal(url), {
    ...ctx.hub.outside,
    method,
    headers: {
      ...(given !== undefined && { 'content-type': 'application/json' }),
      // A step that is tried again says so, to services that know it.
      ...(idempotencyKey !== undefined &&
        method !== 'GET' &&
        method !== 'HEAD' && { 'idempotency-key': idempotencyKey }),
      ...own,
    },
    ...(given !== undefined && { body: isJson ? revealInJson(given) : reveal(given) }),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MOST_BYTES,
    ...(signal && { signal }),
  })
  const text = hide(await response.text())
  checkStatus(response.status, host)
  return {
    status: response.status,
    headers: Object.fromEntries([...response.headers].map(([name, value]) => [name, hide(value)])),
    body: parsed(text, response.headers.get('content-type')),
  }
}

/** What may pass: the same is tried again where the step says so. */
const passing: Partial<Record<GuardedReason, string>> = {
  refused: 'takes no calls now: nothing answers there',
  late: `did not answer within ${TIMEOUT_MS / 1_000} seconds`,
  large: 'answered with more than is read',
  failed: 'could not be reached, or broke off in the middle',
}

/** The header as the caller wrote it; what is sent has small letters. */
function fieldOf({ headers }: CallApi, header: string): string {
  const written = Object.keys(headers).find((name) => name.toLowerCase() === header)
  return `headers.${written ?? header}`
}

/** In words that hold nothing of the address: it may carry a secret, and so may what caused the error. */
function refusal({ input, host }: Asking, { reason, header, message: problem }: GuardedFetchError): AppError {
  const why = passing[reason]
  if (why !== undefined) return new AppError('UNAVAILABLE', { message: `${host} ${why}.` })
  const wrong = reason === 'name' ? 'there is no such name on the internet' : problem
  const message = `${host}: ${wrong}.`
  const issues = header === undefined ? undefined : [{ path: fieldOf(input, header), message }]
  return new AppError('BAD_REQUEST', { message, issues })
}

/** Calls another service on the public internet. It may be called again where the hub is stopped in the middle. */
export async function callApi(ctx: OrgContext, input: CallApi): Promise<ApiAnswer> {
  const host = hostOf(input.url)
  const texts = [input.url, ...Object.values(input.headers), textOf(input.body) ?? '']
  const secrets = await secretsFor(ctx, host, texts)
  const asking = { input, host, secrets }
  const answer = await ask(ctx, asking).catch((error: unknown) => {
    throw error instanceof GuardedFetchError ? refusal(asking, error) : error
  })
  return ctx.write((tx) => {
    tx.audit('service.called', {}, { host, method: input.method, status: answer.status })
    return Promise.resolve(answer)
  })
}
