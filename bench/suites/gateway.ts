import { sql, uuidv7 } from '@hub/db'
import { addOrgs, withBenchDatabase } from './bench-database.ts'
import type { BenchDatabase } from './bench-database.ts'
import { MeasuredChild } from './child-process.ts'
import type { Asked, Place, Round } from './gateway/asker.ts'
import type { Seen } from './gateway/provider.ts'
import { median, percentile } from './measure.ts'
import type { Figure, Suite } from './suite.ts'

const ways = ['fetch', 'gateway', 'assistant'] as const
type Way = (typeof ways)[number]

/** What one way held of each answer, in ms: everything but the time it was with the provider. */
interface Held {
  firstWord: number[]
  whole: number[]
  /** Microseconds. */
  cpu: number
}
/** Pooled over all rounds: a percentile of the far end wants more answers than one round has. */
type Pooled = Record<Way, Held>

interface Children {
  asker: MeasuredChild
  provider: MeasuredChild<string>
}

/** Both sides of each answer side by side: the way there and the way back, without the provider in between. */
function addHeld(held: Held, asked: readonly Asked[], seen: readonly Seen[]): void {
  const there = new Map(seen.map((one) => [one.id, one]))
  for (const { id, at, firstWord, end } of asked) {
    const provider = there.get(id)
    if (!provider) throw new Error(`The provider has not seen question ${id}.`)
    held.firstWord.push(provider.arrived - at + (firstWord - provider.firstWord))
    held.whole.push(provider.arrived - at + (end - provider.end))
  }
}

async function measureRounds(children: Children, round: Round, rounds: number): Promise<Pooled> {
  const { asker, provider } = children
  const empty = (): Held => ({ firstWord: [], whole: [], cpu: 0 })
  const pooled: Pooled = { fetch: empty(), gateway: empty(), assistant: empty() }
  for (let count = 0; count <= rounds; count += 1) {
    for (const way of count % 2 === 0 ? ways : ways.toReversed()) {
      const before = await asker.cpu()
      const asked = await asker.ask<Asked[]>(way, round)
      const seen = await provider.ask<Seen[]>('takeSeen')
      if (count === 0) continue
      addHeld(pooled[way], asked, seen)
      pooled[way].cpu += (await asker.cpu()) - before
    }
  }
  return pooled
}

/** Every way becomes twice as fast over its first thousand answers, while the engine compiles what they run through. */
async function compile(asker: MeasuredChild, answers: number): Promise<void> {
  for (const way of ways)
    await asker.ask<Asked[]>(way, { pace: 'quick', clients: 16, answers } satisfies Round)
}

/** Told while a budget is missed. */
const FINDING =
  'What is left is the AI SDK: it checks the prompt, builds the request with every tool, and passes each part of the stream through several web streams, which take some 2 to 3 ms of CPU an answer. A far percentile above it is other work on the same cores.'

interface Added {
  what: string
  held: 'firstWord' | 'whole'
  p: number
  atMost?: number
}

/**
 * How much longer each answer was held than fetch usually holds one. The far percentile is of single answers: the difference
 * of two far percentiles would be nobody's wait.
 */
function figureOf(pooled: Pooled, way: Way, { what, held, p, atMost }: Added): Figure {
  const usual = median(pooled.fetch[held])
  const own = percentile(pooled[way][held], p)
  const answers = pooled[way][held].length
  const cpu = (name: Way) => (pooled[name].cpu / answers / 1_000).toFixed(1)
  const base = percentile(pooled.fetch[held], p)
  return {
    what,
    value: own - usual,
    unit: 'ms',
    ...(atMost !== undefined && { budget: { atMost } }),
    finding: FINDING,
    note: `held for ${own.toFixed(2)} ms beside the provider; fetch ${usual.toFixed(2)} ms at p50, ${base.toFixed(2)} here; ${answers} answers of each; CPU an answer ${cpu(way)} against ${cpu('fetch')} ms`,
  }
}

function figuresOf(one: Pooled, many: Pooled, clients: number): Figure[] {
  const of = (pooled: Pooled, who: string, atMost: { p50?: number; p99: number }): Figure[] => {
    const added = (way: Way, words: string, held: Added['held']) =>
      [0.5, 0.99].map((p) => {
        const most = p === 0.5 ? atMost.p50 : atMost.p99
        const isGate = way === 'gateway' && held === 'firstWord' && most !== undefined
        const what = `${words}, p${p * 100}, ${who}`
        return figureOf(pooled, way, { what, held, p, ...(isGate && { atMost: most }) })
      })
    return [
      ...added('gateway', 'first word', 'firstWord'),
      ...added('gateway', 'whole answer', 'whole'),
      ...added('assistant', 'whole way of assistant.send, first word', 'firstWord'),
    ]
  }
  return [...of(one, '1 client', { p50: 1, p99: 3 }), ...of(many, `${clients} clients`, { p99: 6 })]
}

async function measure(
  database: BenchDatabase,
  quick: boolean,
  say: (line: string) => void,
): Promise<Figure[]> {
  const [org] = await addOrgs(database, 1)
  if (!org) throw new Error('There is no organization.')
  const grant = {
    id: uuidv7(),
    source: 'adjustment',
    amount: 1_000_000_000_000,
    priority: 100,
    door: 'system',
  }
  await sql`select app.credit_grant(${org.orgId}::uuid, ${JSON.stringify(grant)}::jsonb)`.execute(
    database.db.system,
  )
  const provider = await MeasuredChild.start<string>(new URL('gateway/provider.ts', import.meta.url))
  const asker = await MeasuredChild.start(new URL('gateway/asker.ts', import.meta.url))
  try {
    const { urls, secret } = database
    const children = { asker, provider }
    await asker.ask('open', { urls, secret, provider: provider.ready, ...org } satisfies Place)
    await asker.ask('warmUp')
    await asker.ask('sameBody', await provider.ask<string>('lastBody'))
    await compile(asker, quick ? 60 : 1_000)
    await provider.ask<Seen[]>('takeSeen')
    say('warm')
    const rounds = quick ? 2 : 8
    // The 99th percentile of a thousand rests on ten of them.
    const one = await measureRounds(
      children,
      { pace: 'quick', clients: 1, answers: quick ? 30 : 125 },
      rounds,
    )
    say('one client is done')
    const many = await measureRounds(
      children,
      { pace: 'steady', clients: 16, answers: quick ? 64 : 160 },
      rounds,
    )
    return figuresOf(one, many, 16)
  } finally {
    await asker.stop()
    await provider.stop()
  }
}

export const gateway: Suite = {
  name: 'gateway',
  about:
    'what the model gateway adds to a streamed answer of a local provider, against fetch of the same bytes',
  run: ({ quick, say }) => withBenchDatabase(4, (database) => measure(database, quick, say)),
}
