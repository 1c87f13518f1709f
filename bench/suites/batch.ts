import { MeasuredChild } from './child-process.ts'
import { measureLoad } from './load.ts'
import type { HttpAsk } from './load.ts'
import { describeSpread, interleave, ratio, spread } from './measure.ts'
import { TASK_ID } from './sample-task.ts'
import type { Suite } from './suite.ts'

interface Ready {
  origin: string
  token: string
}

const OPERATIONS = 10

function readTasks(token: string, operations: number): HttpAsk {
  const paths = Array.from({ length: operations }, () => 'tasks.get').join(',')
  const inputs = Array.from({ length: operations }, (_, n) => [n, { id: TASK_ID }] as const)
  const input = encodeURIComponent(JSON.stringify(Object.fromEntries(inputs)))
  return {
    path: `/trpc/${paths}?batch=1&input=${input}`,
    headers: { authorization: `Bearer ${token}`, 'x-hub-org': 'bench', 'trpc-accept': 'application/jsonl' },
  }
}

export const batch: Suite = {
  name: 'batch',
  about: `What an operation costs in a batch of ${OPERATIONS}, with the stores in memory`,
  async run({ quick, say }) {
    const child = await MeasuredChild.start<Ready>(new URL('chain/product.ts', import.meta.url))
    const { origin, token } = child.ready
    const requests = quick ? 500 : 2_000
    const loadOf = (operations: number) => async () => {
      const result = await measureLoad(child, {
        origin,
        ask: readTasks(token, operations),
        requests,
        clients: 16,
      })
      return { cpu: result.cpu / operations }
    }
    try {
      const runs = await interleave(
        { single: loadOf(1), batched: loadOf(OPERATIONS) },
        { rounds: quick ? 3 : 9, say },
      )
      const batched = spread(runs, { of: 'batched', by: 'cpu' })
      const share = ratio(runs, { of: 'batched', to: 'single', by: 'cpu' })
      const single = spread(runs, { of: 'single', by: 'cpu' }).median
      return [
        {
          what: 'CPU of a batched operation',
          value: batched.median,
          unit: 'µs',
          note: describeSpread(batched, 1),
        },
        {
          what: 'CPU of a batched operation, to a single one',
          value: share.median,
          unit: '×',
          note: `a batch of one: ${single.toFixed(0)} µs; ${describeSpread(share)}`,
        },
      ]
    } finally {
      await child.stop()
    }
  },
}
