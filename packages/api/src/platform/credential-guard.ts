import { AppError } from '../shared/errors.ts'
import { limitSubject } from './limits.ts'
import type { Limits } from './limits.ts'
import { createRecent } from './recent.ts'

const HOUR = 3600
/** A suspended person whose suspension ends may have to wait this long. */
const BAD_MS = 60_000
const GOOD_MS = 3_600_000
const REMEMBERED_AT_MOST = 10_000

export interface ShownCredential {
  /** null for calls from inside the process, which are not counted. */
  ip: string | null
  /** What it is remembered by: never the credential itself. */
  name: string
  /** True where its form alone proves that this hub made it: a token with a valid signature. */
  isProven: boolean
}

/**
 * The limit before sign-in (GW-1). A credential that holds for nobody is an anonymous call of its address, and guessing
 * must not cost the database a look-up each. So failures count per address, and once they are used up a
 * credential nobody knows is refused before the database is asked.
 *
 * Many people can share one address, and one of them may be the attacker. What is known to be good is therefore never
 * refused: a token with our signature always gets its look-up, and so does an API key that was good within the last hour.
 * Being remembered as good only opens the way to the look-up; every call still reads the live rows, so revoking
 * takes effect at once. What was just found to be bad is answered without another look-up.
 */
export interface CredentialGuard {
  /** Counts a credential that can be told to be bad by its form; throws TOO_MANY_REQUESTS when there were too many. */
  failed(ip: string | null): Promise<void>
  /** Asks `find` who stands behind it, or answers undefined for what is known to hold for nobody. Throws as `failed`. */
  lookUp<T>(shown: ShownCredential, find: () => Promise<T | undefined>): Promise<T | undefined>
}

export interface CredentialGuardOptions {
  limits: Limits
  /** Failures an hour and address. */
  perHour: number
}

const isLimit = (error: unknown) => error instanceof AppError && error.code === 'TOO_MANY_REQUESTS'

export function createCredentialGuard({ limits, perHour }: CredentialGuardOptions): CredentialGuard {
  const rule = { name: 'failed-credentials', points: perHour, seconds: HOUR }
  const good = createRecent({ ms: GOOD_MS, atMost: REMEMBERED_AT_MOST })
  const bad = createRecent({ ms: BAD_MS, atMost: REMEMBERED_AT_MOST })
  const firstLooks = new Map<string, Promise<unknown>>()

  async function failed(ip: string | null): Promise<void> {
    if (ip !== null) await limits.take(rule, limitSubject(ip))
  }

  async function giveBack(ip: string | null): Promise<void> {
    if (ip !== null) await limits.giveBack(rule, limitSubject(ip))
  }

  /** Counted before the look-up and given back after, so that guesses made at the same moment cannot all pass. */
  async function lookUpUnknown<T>(ip: string | null, find: () => Promise<T | undefined>) {
    await failed(ip)
    const found = await find().catch(async (error: unknown) => {
      await giveBack(ip)
      throw error
    })
    if (found !== undefined) await giveBack(ip)
    return found
  }

  async function lookUpTrusted<T>(ip: string | null, find: () => Promise<T | undefined>) {
    const found = await find()
    if (found === undefined)
      await failed(ip).catch((error: unknown) => {
        // It was looked up after all, so the caller hears what was found.
        if (!isLimit(error)) throw error
      })
    return found
  }

  function remember<T>({ name, isProven }: ShownCredential, found: T | undefined): T | undefined {
    if (found === undefined) {
      good.delete(name)
      bad.add(name)
    } else if (!isProven) good.add(name)
    return found
  }

  async function lookUp<T>(
    shown: ShownCredential,
    find: () => Promise<T | undefined>,
  ): Promise<T | undefined> {
    const { ip, name } = shown
    if (bad.has(name)) {
      await failed(ip)
      return undefined
    }
    if (shown.isProven || good.has(name)) return remember(shown, await lookUpTrusted(ip, find))
    const first = firstLooks.get(name)
    if (first) {
      // A program may begin with many calls at once; only the first of them is a try.
      await first.catch(() => undefined)
      return lookUp(shown, find)
    }
    const look = lookUpUnknown(ip, find).then((found) => remember(shown, found))
    firstLooks.set(name, look)
    return look.finally(() => firstLooks.delete(name))
  }

  return { failed, lookUp }
}
