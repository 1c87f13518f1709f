import { MeasuredChild } from './child-process.ts'
import { measureLoad } from './load.ts'
import type { HttpAsk, Reply } from './load.ts'
import { describeSpread, interleave, ratio, spread } from './measure.ts'
import { TASK_ID } from './sample-task.ts'
import type { Figure, Suite } from './suite.ts'

interface Ready {
  origin: string
  token: string
}

const file = (name: string) => new URL(`chain/${name}.ts`, import.meta.url)

/** As a page asks: a batch whose answers stream, here of one call. */
const readTask = (token: string): HttpAsk => ({
  path: `/trpc/tasks.get?batch=1&input=${encodeURIComponent(JSON.stringify({ 0: { id: TASK_ID } }))}`,
  headers: {
    authorization: `Bearer ${token}`,
    'x-hub-org': 'bench',
    'trpc-accept': 'application/jsonl',
  },
})

/** A refused call of a batch comes with 200, as the stream has begun before anything is known of it. */
function expectTask({ status, body }: Reply): void {
  if (status !== 200 || !body.includes(TASK_ID) || body.includes('"httpStatus"'))
    throw new Error(`Answered ${status}: ${body.slice(0, 500)}`)
}

const FOUND =
  "Measured as a page asks. A batch that streams costs tRPC a web Request, a Response, signals and streams, here and in the bare baseline; a shorter way beside the framework's was taken out, because no page takes it."

async function measure({ quick, say }: Parameters<Suite['run']>[0]): Promise<Figure[]> {
  const children = {
    product: await MeasuredChild.start<Ready>(file('product')),
    trpc: await MeasuredChild.start<Ready>(file('bare-trpc')),
    fastify: await MeasuredChild.start<Ready>(file('bare-fastify')),
  }
  const requests = quick ? 1_500 : 8_000
  const loadOf = (child: MeasuredChild<Ready>) => () =>
    measureLoad(child, {
      origin: child.ready.origin,
      ask: readTask(child.ready.token),
      requests,
      clients: 16,
      check: expectTask,
    })
  try {
    const runs = await interleave(
      {
        product: loadOf(children.product),
        trpc: loadOf(children.trpc),
        fastify: loadOf(children.fastify),
      },
      { rounds: quick ? 3 : 9, say },
    )
    const cpu = spread(runs, { of: 'product', by: 'cpu' })
    const trpc = spread(runs, { of: 'trpc', by: 'cpu' })
    const toTrpc = ratio(runs, { of: 'product', to: 'trpc', by: 'cpu' })
    const toFastify = ratio(runs, { of: 'product', to: 'fastify', by: 'cpu' })
    return [
      {
        what: 'CPU a request',
        value: cpu.median,
        unit: 'µs',
        budget: { atMost: 110 },
        finding: FOUND,
        note: `signed-in read of one task in a batch that streams, 16 clients; ${describeSpread(cpu, 1)}`,
      },
      {
        what: 'CPU, product to bare tRPC',
        value: toTrpc.median,
        unit: '×',
        budget: { atMost: 1.4 },
        note: `bare tRPC over Fastify, same schemas: ${trpc.median.toFixed(1)} µs; ${describeSpread(toTrpc)}`,
      },
      {
        what: 'CPU, product to bare Fastify',
        value: toFastify.median,
        unit: '×',
        note: `Fastify with the same schemas; ${describeSpread(toFastify)}`,
      },
    ]
  } finally {
    await Promise.all(Object.values(children).map((child) => child.stop()))
  }
}

export const chain: Suite = {
  name: 'chain',
  about:
    'A call through every step of the chain over HTTP, with the stores in memory, against tRPC and Fastify alone',
  run: measure,
}
