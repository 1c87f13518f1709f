import type { AppError } from '../../shared/errors.ts'
import { isLimitRefusal, limitSubject } from '../limits/limits.ts'
import type { Limits } from '../limits/limits.ts'
import { createRecent } from '../limits/recent.ts'

const HOUR = 3600
/** Look-ups a minute and address of credentials nobody knows, once its failures are used up. */
const LATE_LOOKS = { name: 'late-looks', points: 30, seconds: 60 }
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
 * must not cost the database a look-up each. So failures count per address, and once they are used up only a few
 * credentials a minute that nobody knows are still looked up; the others are refused before the database is asked.
 *
 * Many people can share one address, and one of them may be the attacker. What is known to be good is therefore never
 * refused: a token with our signature always gets its look-up, and so does an API key that was good within the last hour.
 * A good key that this server has not seen yet waits a minute at most, not until the hour is over.
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

/** What credentials that hold for nobody cost their address; calls from inside the process have none. */
function createFailures({ limits, perHour }: CredentialGuardOptions) {
  const rule = { name: 'failed-credentials', points: perHour, seconds: HOUR }

  async function failed(ip: string | null): Promise<void> {
    if (ip !== null) await limits.take(rule, limitSubject(ip))
  }

  async function giveBack(ip: string | null): Promise<void> {
    if (ip !== null) await limits.giveBack(rule, limitSubject(ip))
  }

  /** The refusal of an address whose failures are used up, unless it may not even look any more: that is thrown. */
  async function refusalOf(ip: string | null): Promise<AppError | null> {
    try {
      await failed(ip)
      return null
    } catch (error) {
      if (!isLimitRefusal(error)) throw error
      await limits.take(LATE_LOOKS, limitSubject(ip))
      return error
    }
  }

  return { failed, giveBack, refusalOf }
}

export function createCredentialGuard({ limits, perHour }: CredentialGuardOptions): CredentialGuard {
  const { failed, giveBack, refusalOf } = createFailures({ limits, perHour })
  const good = createRecent({ ms: GOOD_MS, atMost: REMEMBERED_AT_MOST })
  const bad = createRecent({ ms: BAD_MS, atMost: REMEMBERED_AT_MOST })
  const firstLooks = new Map<string, Promise<unknown>>()

  /** Counted before the look-up and given back after, so that guesses made at the same moment cannot all pass. */
  async function lookUpUnknown<T>(shown: ShownCredential, find: () => Promise<T | undefined>) {
    const { ip } = shown
    const refusal = await refusalOf(ip)
    const found = await find().catch(async (error: unknown) => {
      await giveBack(ip)
      throw error
    })
    remember(shown, found)
    if (found !== undefined) await giveBack(ip)
    else if (refusal !== null) throw refusal
    return found
  }

  async function lookUpTrusted<T>(ip: string | null, find: () => Promise<T | undefined>) {
    const found = await find()
    if (found === undefined)
      await failed(ip).catch((error: unknown) => {
        // It was looked up after all, so the caller hears what was found.
        if (!isLimitRefusal(error)) throw error
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
    const look = lookUpUnknown(shown, find)
    firstLooks.set(name, look)
    return look.finally(() => firstLooks.delete(name))
  }

  return { failed, lookUp }
}
