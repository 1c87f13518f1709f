import type { SignIn } from '@hub/api/schemas/auth'
import { forgetDrafts } from './draft-storage.ts'
import { failureOf, toFailure } from './failure.ts'
import { pageHeaders } from './page-headers.ts'
import type { PasskeyAnswer } from './passkeys.ts'

/*
 * The session lives in httpOnly cookies that no script can read. What is stored here is only when
 * they were last renewed, so that several tabs renew them once.
 */
const RENEWED_KEY = 'hub.renewedAt'
const SIGNED_OUT_KEY = 'hub.signedOutAt'
/** When a tab heard that the session is over. */
export const OVER_KEY = 'hub.overAt'

export interface Credentials {
  email: string
  password: string
  remember: boolean
}

/** The password was right; a second factor has to follow before there is any session. */
export type SecondFactorAsked = Extract<SignIn, { status: 'second_factor' }>

/**
 * Signs in by cookie. Throws a Failure whose words can be shown.
 * @returns what is still missing, or null when the person is in.
 */
export async function signIn(credentials: Credentials): Promise<SecondFactorAsked | null> {
  const answer = await post('/auth/login', credentials)
  if (answer.status === 'second_factor') return answer
  markRenewed()
  return null
}

/** Signs in with a passkey alone. Throws a Failure whose words can be shown. */
export async function signInByPasskey(given: PasskeyAnswer & { remember: boolean }): Promise<void> {
  await post('/auth/passkey', given)
  markRenewed()
}

/** Completes a sign-in with a code or a passkey. Throws a Failure whose words can be shown. */
export async function verifySecondFactor(
  given: { challenge: string; code: string } | PasskeyAnswer,
): Promise<void> {
  await post('/auth/second-factor', given)
  markRenewed()
}

/** Shows again who is there, for acts that need a fresh sign-in. Throws a Failure whose words can be shown. */
export async function confirmIdentity(
  proof: { password: string } | { code: string } | PasskeyAnswer,
): Promise<void> {
  await post('/auth/confirm', proof)
  markRenewed()
}

/** Signs out here and tells the other tabs. The caller leaves the page. */
export async function signOut(): Promise<void> {
  await post('/auth/logout')
  forgetDrafts()
  localStorage.setItem(SIGNED_OUT_KEY, String(Date.now()))
}

let renewing: Promise<boolean> | null = null

/**
 * Renews the session after a call that was sent at `sentAt` (ms) was refused. However many calls and
 * tabs ask at once, one request is made. What was sent in a session that is over is not sent once more in the next one, which
 * may be somebody else's: an administrator who acted for somebody is themselves again.
 * @returns false when the session is over; throws a Failure when the hub could not be asked.
 */
export function renewSession(sentAt: number = Date.now()): Promise<boolean> {
  renewing ??= exclusively(() => renew(sentAt)).finally(() => {
    renewing = null
  })
  return renewing
}

/** Nobody was signed in in this browser; where a sign-in has ended, the hub says 401. */
const NOBODY = 204

async function renew(sentAt: number): Promise<boolean> {
  if (noted(OVER_KEY) >= sentAt) return false
  if (noted(RENEWED_KEY) > sentAt) return true
  const response = await fetch('/auth/refresh', { method: 'POST', headers: { 'x-hub-csrf': '1' } }).catch(
    (error: unknown) => {
      throw toFailure(error)
    },
  )
  const isNobody = response.status === NOBODY || response.status === 401
  if (response.ok && !isNobody) {
    markRenewed()
    return true
  }
  if (!isNobody) throw await failureOf(response)
  // An answer that nobody reads keeps its connection busy.
  await response.body?.cancel()
  localStorage.setItem(OVER_KEY, String(Date.now()))
  // The calls that were refused hear of it first, so that nobody is left waiting for a forgotten answer.
  setTimeout(announce)
  return false
}

/** One tab at a time; where the page has no locks (plain http on a far host) each tab asks by itself. */
function exclusively(act: () => Promise<boolean>): Promise<boolean> {
  return 'locks' in navigator ? navigator.locks.request('hub.renew', act) : act()
}

const listeners = new Set<() => void>()

/** Calls back when the session ended, here or in another tab. @returns a function that stops it. */
export function onSignedOut(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key !== SIGNED_OUT_KEY) return
    forgetDrafts()
    listener()
  }
  listeners.add(listener)
  window.addEventListener('storage', onStorage)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', onStorage)
  }
}

function announce(): void {
  for (const listener of listeners) listener()
}

/** A moment that lies ahead is of before the clock was put back, and says nothing. */
function noted(key: string): number {
  const at = Number(localStorage.getItem(key) ?? 0)
  return at <= Date.now() ? at : 0
}
/** Notes that new cookies came. */
export const markRenewed = (): void => localStorage.setItem(RENEWED_KEY, String(Date.now()))

/** Routes that set cookies say no more than whether the person is in. */
export type CookieAnswer = SecondFactorAsked | { status?: 'signed_in'; redirectTo?: string }

/** Asks a route that sets cookies. Throws a Failure whose words can be shown. */
export async function post(path: string, body: unknown = {}): Promise<CookieAnswer> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...pageHeaders() },
    body: JSON.stringify(body),
  }).catch((error: unknown) => {
    throw toFailure(error)
  })
  if (!response.ok) throw await failureOf(response)
  // The routes answer what their contract says.
  return (await response.json()) as CookieAnswer
}
