import { sql, uuidv7 } from '@hub/db'
import { addOrgs, withBenchDatabase } from './bench-database.ts'
import type { BenchDatabase } from './bench-database.ts'
import { MeasuredChild } from './child-process.ts'
import type { Place, Round, Waits } from './gateway/asker.ts'
import { percentile } from './measure.ts'
import type { Figure, Suite } from './suite.ts'

const ways = ['fetch', 'gateway', 'assistant'] as const
type Way = (typeof ways)[number]

/** Pooled over all rounds: a percentile of the far end wants more answers than one round has. */
type Pooled = Record<Way, Waits & { cpu: number }>

async function measureRounds(asker: MeasuredChild, round: Round, rounds: number): Promise<Pooled> {
  const empty = (): Pooled[Way] => ({ first: [], whole: [], cpu: 0 })
  const pooled: Pooled = { fetch: empty(), gateway: empty(), assistant: empty() }
  for (let count = 0; count <= rounds; count += 1) {
    for (const way of count % 2 === 0 ? ways : ways.toReversed()) {
      const before = await asker.cpu()
      const { first, whole } = await asker.ask<Waits>(way, round)
      if (count === 0) continue
      pooled[way].first.push(...first)
      pooled[way].whole.push(...whole)
      pooled[way].cpu += (await asker.cpu()) - before
    }
  }
  return pooled
}

/** Every way becomes twice as fast over its first thousand answers, while the engine compiles what they run through. */
async function compile(asker: MeasuredChild, answers: number): Promise<void> {
  for (const way of ways) await asker.ask<Waits>(way, { pace: 'quick', clients: 16, answers } satisfies Round)
}

/** Told while a budget is missed. */
const FINDING =
  'What is left is the AI SDK: it checks the prompt, builds the request with every tool, and passes each part of the stream through several web streams, which take some 2 to 3 ms of CPU an answer. A far percentile above it is other work on the same cores.'

interface Added {
  what: string
  wait: keyof Waits
  p: number
  atMost?: number
}

function figureOf(pooled: Pooled, way: Way, { what, wait, p, atMost }: Added): Figure {
  const [own, base] = [percentile(pooled[way][wait], p), percentile(pooled.fetch[wait], p)]
  const answers = pooled[way][wait].length
  const cpu = (name: Way) => (pooled[name].cpu / answers / 1_000).toFixed(1)
  return {
    what,
    value: own - base,
    unit: 'ms',
    ...(atMost !== undefined && { budget: { atMost } }),
    finding: FINDING,
    note: `${own.toFixed(2)} against ${base.toFixed(2)} ms by fetch; ${answers} answers of each; CPU an answer ${cpu(way)} against ${cpu('fetch')} ms`,
  }
}

function figuresOf(one: Pooled, many: Pooled, clients: number): Figure[] {
  const of = (pooled: Pooled, who: string, atMost: { p50?: number; p99: number }): Figure[] => [
    figureOf(pooled, 'gateway', {
      what: `first word, p50, ${who}`,
      wait: 'first',
      p: 0.5,
      ...(atMost.p50 !== undefined && { atMost: atMost.p50 }),
    }),
    figureOf(pooled, 'gateway', {
      what: `first word, p99, ${who}`,
      wait: 'first',
      p: 0.99,
      atMost: atMost.p99,
    }),
    figureOf(pooled, 'gateway', { what: `whole answer, p50, ${who}`, wait: 'whole', p: 0.5 }),
    figureOf(pooled, 'gateway', { what: `whole answer, p99, ${who}`, wait: 'whole', p: 0.99 }),
    figureOf(pooled, 'assistant', {
      what: `whole way of assistant.send, first word, p50, ${who}`,
      wait: 'first',
      p: 0.5,
    }),
    figureOf(pooled, 'assistant', {
      what: `whole way of assistant.send, first word, p99, ${who}`,
      wait: 'first',
      p: 0.99,
    }),
  ]
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
    await asker.ask('open', { urls, secret, provider: provider.ready, ...org } satisfies Place)
    await asker.ask('warmUp')
    await asker.ask('sameBody', await provider.ask<string>('lastBody'))
    await compile(asker, quick ? 60 : 1_000)
    say('warm')
    const rounds = quick ? 2 : 8
    // The 99th percentile of a thousand rests on ten of them.
    const one = await measureRounds(asker, { pace: 'quick', clients: 1, answers: quick ? 30 : 125 }, rounds)
    say('one client is done')
    const many = await measureRounds(
      asker,
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
