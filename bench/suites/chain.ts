import { MeasuredChild } from './child-process.ts'
import { measureLoad } from './load.ts'
import type { HttpAsk } from './load.ts'
import { describeSpread, interleave, ratio, spread } from './measure.ts'
import { TASK_ID } from './sample-task.ts'
import type { Figure, Suite } from './suite.ts'

interface Ready {
  origin: string
  token: string
}

const file = (name: string) => new URL(`chain/${name}.ts`, import.meta.url)

const readTask = (token: string): HttpAsk => ({
  path: `/trpc/tasks.get?input=${encodeURIComponent(JSON.stringify({ id: TASK_ID }))}`,
  headers: { authorization: `Bearer ${token}`, 'x-hub-org': 'bench' },
})

const FOUND =
  "Profiled. A call by itself is answered without the web Request, Response and signals that tRPC makes of each, which were half of it. What is left is the write to the socket, tRPC's copies of context and options for each middleware, the hooks of the door, and reading both schemas."

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
        note: `signed-in read of one task, 16 clients; ${describeSpread(cpu, 1)}`,
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
