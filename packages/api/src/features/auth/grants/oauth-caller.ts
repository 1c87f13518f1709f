import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage } from 'node:http'
import type { Call } from '../../../platform/calls/call.ts'
import { currentRequestId } from '../../../platform/calls/request-scope.ts'

interface Caller {
  ip: string
  userAgent: string | null
}

/** The library's storage is called without the request it works for. */
const callers = new AsyncLocalStorage<Caller>()
const LONGEST_DEVICE = 300

/** Runs the authorization server's work on a request, so that what it writes down says where it came from (AUTH-15). */
export const withOauthCaller = <R>({ headers }: IncomingMessage, ip: string, fn: () => R): R =>
  callers.run({ ip, userAgent: headers['user-agent']?.slice(0, LONGEST_DEVICE) ?? null }, fn)

/** The call that a client of the authorization server makes, as the audit log knows it. */
export const oauthCall = (org: string | null): Call => ({
  door: 'mcp',
  credential: { kind: 'none' },
  org,
  requestId: currentRequestId(),
  ip: callers.getStore()?.ip ?? null,
  userAgent: callers.getStore()?.userAgent ?? null,
})
