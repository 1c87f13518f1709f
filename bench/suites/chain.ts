import { MeasuredChild } from './child-process.ts'
import { pageRequest } from './client-requests.ts'
import { measureLoad } from './load.ts'
import type { Reply } from './load.ts'
import { describeSpread, interleave, ratio, spread } from './measure.ts'
import type { Runs } from './measure.ts'
import { TASK_ID } from './sample-task.ts'
import type { Figure, Suite } from './suite.ts'

interface Ready {
  origin: string
  token: string
}

/** What a page asks for at once when it opens. */
const TOGETHER = 10
/** Code is compiled by how often it ran, and ours is more than the baseline's: both stand still after so many. */
const WARM_UP_REQUESTS = 20_000

/** Told while a budget is missed. */
const FINDING =
  "Profiled. What is left is tRPC's copies of context and options for each middleware, the hooks of the door, and reading both schemas."

const file = (name: string) => new URL(`chain/${name}.ts`, import.meta.url)

/** A call that fails answers 200 as well, within the stream. */
const expectTasks =
  (calls: number) =>
  ({ status, body }: Reply): void => {
    const found = body.split(`"id":"${TASK_ID}"`).length - 1
    if (status !== 200 || found !== calls) throw new Error(`Answered ${status}: ${body.slice(0, 500)}`)
  }

type AllRuns = Runs<'product1' | 'bare1' | 'product10' | 'bare10', 'cpu'>

function figuresOf(runs: AllRuns): Figure[] {
  const figure = (what: string, of: keyof AllRuns, to: keyof AllRuns): Figure => {
    const times = ratio(runs, { of, to, by: 'cpu' })
    const [own, bare] = [of, to].map((name) => spread(runs, { of: name, by: 'cpu' }).median.toFixed(0))
    return {
      what,
      value: times.median,
      unit: '×',
      budget: { atMost: 1.5 },
      finding: FINDING,
      note: `signed-in read of one task, ${own} µs to ${bare} µs of tRPC over Fastify with the same schemas; ${describeSpread(times)}`,
    }
  }
  return [
    figure('CPU of a request with one call', 'product1', 'bare1'),
    figure(`CPU of a request with ${TOGETHER} calls`, 'product10', 'bare10'),
  ]
}

async function measure({ quick, say }: Parameters<Suite['run']>[0]): Promise<Figure[]> {
  const product = await MeasuredChild.start<Ready>(file('product'))
  const bare = await MeasuredChild.start<Ready>(file('bare-trpc'))
  const requests = quick ? 1_000 : 4_000
  const loadOf = async (child: MeasuredChild<Ready>, calls: number) => {
    const { token } = product.ready
    const load = {
      origin: child.ready.origin,
      ask: await pageRequest({ path: 'tasks.get', input: { id: TASK_ID }, calls, token }),
      requests: Math.ceil(requests / calls) + requests / 4,
      clients: 16,
      check: expectTasks(calls),
    }
    await measureLoad(child, { ...load, requests: quick ? 500 : Math.ceil(WARM_UP_REQUESTS / calls) })
    return () => measureLoad(child, load)
  }
  try {
    const variants = {
      product1: await loadOf(product, 1),
      bare1: await loadOf(bare, 1),
      product10: await loadOf(product, TOGETHER),
      bare10: await loadOf(bare, TOGETHER),
    }
    say('warm')
    return figuresOf(await interleave(variants, { rounds: quick ? 3 : 9, say }))
  } finally {
    await Promise.all([product, bare].map((child) => child.stop()))
  }
}

export const chain: Suite = {
  name: 'chain',
  about:
    'The batch stream that a page sends, through every step of the chain over HTTP with the stores in memory, against tRPC on Fastify alone, 16 clients',
  run: measure,
}
