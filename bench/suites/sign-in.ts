import { availableParallelism } from 'node:os'
import { osloPasswords } from '../../packages/api/src/features/auth/adapters/oslo-password.ts'
import { addOrgs, withBenchDatabase } from './bench-database.ts'
import type { BenchDatabase } from './bench-database.ts'
import { MeasuredChild } from './child-process.ts'
import { load } from './load.ts'
import type { HttpAsk, Reply } from './load.ts'
import { describeSpread, interleave, ratio, spread } from './measure.ts'
import type { Work } from './sign-in/bare.ts'
import type { LoopDelay } from './sign-in/product.ts'
import type { Figure, Suite } from './suite.ts'

const PEOPLE = 40
/** More than the queue for hashes holds, so that some have to be sent away. */
const CROWD = 120
const PASSWORD = 'Blue-kettle-42'
const AT_ONCE = Math.max(1, availableParallelism() - 1)

interface Ready {
  origin: string
}
interface World {
  product: MeasuredChild<Ready>
  bare: MeasuredChild
  hash: string
  ask: (n: number) => HttpAsk
}

/** Verified people with a password each, as sign-up leaves them. */
async function addPeople(database: BenchDatabase, hash: string): Promise<string[]> {
  await addOrgs(database, PEOPLE)
  const { rows } = await database.bare.query<{ email: string }>(
    'update auth_user set password_hash = $1 returning email',
    [hash],
  )
  return rows.map(({ email }) => email)
}

let asked = 0
/** Ten sign-ins a minute are let in from one address; here each comes from another. */
function newAddress(): string {
  asked += 1
  return `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`
}

async function withWorld<R>(work: (world: World) => Promise<R>): Promise<R> {
  return withBenchDatabase(16, async (database) => {
    const hash = await osloPasswords().hash(PASSWORD)
    const emails = await addPeople(database, hash)
    const { appUrl, systemUrl } = database.urls
    const bare = await MeasuredChild.start(new URL('sign-in/bare.ts', import.meta.url))
    const product = await MeasuredChild.start<Ready>(new URL('sign-in/product.ts', import.meta.url), {
      args: [appUrl, systemUrl],
    })
    const ask = (n: number): HttpAsk => ({
      method: 'POST',
      path: '/api/v1/auth/login',
      headers: { 'x-forwarded-for': newAddress() },
      body: JSON.stringify({ email: emails[n % emails.length], password: PASSWORD }),
    })
    try {
      return await work({ product, bare, hash, ask })
    } finally {
      await Promise.all([product.stop(), bare.stop()])
    }
  })
}

async function signIns({ product, ask }: World, requests: number) {
  await product.ask<LoopDelay>('loopDelay')
  const result = await load({ origin: product.ready.origin, ask, requests, clients: PEOPLE })
  const late = await product.ask<LoopDelay>('loopDelay')
  return {
    rate: result.rate,
    p50: result.p50 / 1_000,
    p99: result.p99 / 1_000,
    late: late.p99,
    latest: late.max,
  }
}

/** The same number of connections that ask for something small: how late the loop is without a hash. */
async function smallAsks({ product }: World, requests: number) {
  await product.ask<LoopDelay>('loopDelay')
  const { origin } = product.ready
  const result = await load({ origin, ask: { path: '/api/v1/system/status' }, requests, clients: PEOPLE })
  const late = await product.ask<LoopDelay>('loopDelay')
  return {
    rate: result.rate,
    p50: result.p50 / 1_000,
    p99: result.p99 / 1_000,
    late: late.p99,
    latest: late.max,
  }
}

async function bareHashes({ bare, hash }: World, count: number) {
  const work: Work = { hash, password: PASSWORD, count, atOnce: AT_ONCE }
  return { rate: await bare.ask<number>('verify', work), p50: 0, p99: 0, late: 0, latest: 0 }
}

/** How many of a crowd that comes at the same moment are told to come back; every other answer is an error. */
async function turnedAway({ product, ask }: World): Promise<number> {
  let away = 0
  const check = ({ status, head, body }: Reply) => {
    if (status === 503 && /\r\nretry-after: [1-9]/i.test(head)) away += 1
    else if (status !== 200) throw new Error(`Answered ${status}: ${body.slice(0, 300)}`)
  }
  await load({ origin: product.ready.origin, ask, requests: CROWD, clients: CROWD, check })
  return away
}

const FINDING =
  'Hashing has threads of its own and leaves one core to the loop, so what is late here waits for a core that something else holds.'

type Measured = Awaited<ReturnType<typeof measureRounds>>

const measureRounds = (world: World, { rounds, requests }: { rounds: number; requests: number }) =>
  interleave(
    {
      signIns: () => signIns(world, requests),
      bare: () => bareHashes(world, requests),
      small: () => smallAsks(world, requests * 5),
    },
    { rounds },
  )

function figuresOf(runs: Measured, away: number): Figure[] {
  const [late, latest] = [
    spread(runs, { of: 'signIns', by: 'late' }),
    spread(runs, { of: 'signIns', by: 'latest' }),
  ]
  const quiet = spread(runs, { of: 'small', by: 'late' })
  const share = ratio(runs, { of: 'signIns', to: 'bare', by: 'rate' })
  const rate = (of: 'signIns' | 'bare') => spread(runs, { of, by: 'rate' }).median.toFixed(0)
  return [
    {
      what: `event loop of the server, p99, ${PEOPLE} sign-ins at once`,
      value: late.median,
      unit: 'ms',
      budget: { atMost: 50 },
      finding: FINDING,
      note: `looked at every ms; latest ${latest.median.toFixed(0)} ms; with as many small reads ${quiet.median.toFixed(1)} ms; ${describeSpread(late)}`,
    },
    {
      what: 'sign-ins, to the bare hash',
      value: share.median,
      unit: '×',
      note: `${rate('signIns')} against ${rate('bare')} a second of Argon2id with 19 MiB and two passes, ${AT_ONCE} side by side; ${describeSpread(share)}`,
    },
    {
      what: `sign-in, p50, ${PEOPLE} at once`,
      value: spread(runs, { of: 'signIns', by: 'p50' }).median,
      unit: 'ms',
      note: `p99 ${spread(runs, { of: 'signIns', by: 'p99' }).median.toFixed(0)} ms`,
    },
    {
      what: `told to come back, of ${CROWD} at the same moment`,
      value: away,
      unit: '',
      note: 'by 503 with Retry-After; all others were let in',
    },
  ]
}

export const signIn: Suite = {
  name: 'sign-in',
  about: `Sign-in by password over REST on the built-in PostgreSQL, ${PEOPLE} people at once, against the bare password hash`,
  run: ({ quick, say }) =>
    withWorld(async (world) => {
      say('people are made')
      const runs = await measureRounds(
        world,
        quick ? { rounds: 3, requests: 80 } : { rounds: 7, requests: 200 },
      )
      say('rounds are done')
      return figuresOf(runs, await turnedAway(world))
    }),
}
