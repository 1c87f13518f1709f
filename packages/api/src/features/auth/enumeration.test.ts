import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { newForm, nobody, signUp } from './testing.ts'

/** Enough that the median is steady to a few percent on a busy machine. */
const TRIES = 200

let hub: TestHub
/** A hash of a password nobody tries, made as the product makes it. */
let passwordHash: string
beforeAll(async () => {
  hub = await startHub()
  const { email } = await signUp(hub)
  const row = await hub.hub.db.system
    .selectFrom('authUser')
    .select('passwordHash')
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  passwordHash = row.passwordHash ?? ''
})
afterAll(() => hub.stop())

/** As many accounts as there are tries: five wrong passwords would pause one, and a paused one hashes nothing. */
async function accounts({ isVerified = true, hasApp = false } = {}): Promise<string[]> {
  const people = await Promise.all(Array.from({ length: TRIES }, () => hub.newPerson({ isVerified })))
  const ids = people.map(({ userId }) => userId)
  const { system } = hub.hub.db
  await system.updateTable('authUser').set({ passwordHash }).where('id', 'in', ids).execute()
  const now = new Date()
  const apps = ids.map((userId) => ({
    userId,
    secretSealed: Buffer.alloc(48),
    createdAt: now,
    confirmedAt: now,
  }))
  if (hasApp) await system.insertInto('authTotp').values(apps).execute()
  return people.map(({ email }) => email)
}

let unknown = 0
const strangers = () =>
  Array.from({ length: TRIES }, () => `person-nobody-${String((unknown += 1)).padStart(4, '0')}@example.test`)

interface Spread {
  median: number
  /** Distance between the quartiles. */
  middle: number
}

function spreadOf(times: number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
  return { median: at(0.5), middle: at(0.75) - at(0.25) }
}

/** Milliseconds of each try. Kinds take turns, and turns change their order, so that noise meets all alike. */
async function timesOf<K extends string>(
  kinds: Record<K, string[]>,
  ask: (email: string) => Promise<unknown>,
): Promise<Record<K, Spread>> {
  const names = Object.keys(kinds) as K[] // Object.keys forgets that the keys are the record's
  const times = new Map<K, number[]>(names.map((name) => [name, []]))
  for (let turn = 0; turn < TRIES; turn += 1)
    for (const name of turn % 2 === 0 ? names : names.toReversed()) {
      const start = performance.now()
      await ask(kinds[name][turn] ?? '')
      times.get(name)?.push(performance.now() - start)
    }
  return Object.fromEntries([...times].map(([name, list]) => [name, spreadOf(list)])) as Record<K, Spread> // one a name
}

/**
 * The standard error of a median of n values is about 0.93 × the distance of the quartiles / √n, that of a difference
 * √2 times as much. Four of them are noise once in some 16,000 runs. A twentieth of the time itself is let pass in any
 * case: somebody far away cannot see a millisecond of some twenty.
 */
const noiseOf = (one: Spread, other: Spread) =>
  4 * Math.SQRT2 * 0.93 * (Math.max(one.middle, other.middle) / Math.sqrt(TRIES)) +
  0.05 * Math.max(one.median, other.median)

/** Which kinds differ from the first by more than noise, with their figures. */
function different(spreads: Record<string, Spread>): string[] {
  const [first, ...others] = Object.entries(spreads)
  if (!first) throw new Error('nothing was measured')
  const [name, base] = first
  return others
    .filter(([, spread]) => Math.abs(spread.median - base.median) > noiseOf(spread, base))
    .map(([other, spread]) => `${other} ${JSON.stringify(spread)} beside ${name} ${JSON.stringify(base)}`)
}

const anyAnswer = (asked: Promise<unknown>) => asked.catch(() => undefined)

describe('the time an answer takes tells of no account (ASVS 6.3.8)', { timeout: 240_000 }, () => {
  test('sign-in: unknown, known, and known with a second factor', async () => {
    const kinds = {
      known: await accounts(),
      unknown: strangers(),
      protected: await accounts({ hasApp: true }),
    }
    expect(
      different(
        await timesOf(kinds, (email) =>
          anyAnswer(nobody(hub).auth.login({ email, password: 'Wrong-kettle-42' })),
        ),
      ),
    ).toEqual([])
  })

  test('signing up: an address that is new, and one that has an account', async () => {
    const kinds = { known: await accounts(), unknown: strangers() }
    expect(
      different(await timesOf(kinds, (email) => nobody(hub).auth.register({ ...newForm(), email }))),
    ).toEqual([])
  })

  test('a forgotten password: unknown and known', async () => {
    const kinds = { known: await accounts(), unknown: strangers() }
    expect(different(await timesOf(kinds, (email) => nobody(hub).auth.forgotPassword({ email })))).toEqual([])
  })

  test('another verification mail: unknown, waiting for one, and confirmed long ago', async () => {
    const kinds = {
      waiting: await accounts({ isVerified: false }),
      unknown: strangers(),
      confirmed: await accounts(),
    }
    expect(
      different(await timesOf(kinds, (email) => nobody(hub).auth.resendVerification({ email }))),
    ).toEqual([])
  })

  test('beginning with a passkey names nobody, so there is nothing to measure', async () => {
    const options = await nobody(hub).auth.passkeys.beginSignIn({})
    expect(JSON.stringify(options)).not.toContain('allowCredentials":[{')
  })
})

test('a difference of a third would be seen', async () => {
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  const kinds = {
    fast: Array.from({ length: TRIES }, () => '6'),
    slow: Array.from({ length: TRIES }, () => '9'),
  }
  const spreads = await timesOf(kinds, (ms) => wait(Number(ms)))
  expect(different(spreads)).toEqual([expect.stringContaining('slow')])
})
