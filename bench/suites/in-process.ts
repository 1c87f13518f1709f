import { MeasuredChild } from './child-process.ts'
import { describeSpread, interleave, ratio, spread } from './measure.ts'
import type { Figure, Suite } from './suite.ts'

async function measure({ quick, say }: Parameters<Suite['run']>[0]): Promise<Figure[]> {
  const child = await MeasuredChild.start(new URL('in-process/calls.ts', import.meta.url))
  const calls = quick ? 3_000 : 20_000
  const of = (variant: string) => async () => ({
    cpu: await child.ask<number>('measure', { variant, calls }),
  })
  try {
    const runs = await interleave(
      { known: of('known'), lookedUp: of('lookedUp'), charged: of('charged'), bare: of('bare') },
      { rounds: quick ? 3 : 9, say },
    )
    const known = spread(runs, { of: 'known', by: 'cpu' })
    const lookedUp = spread(runs, { of: 'lookedUp', by: 'cpu' })
    const charged = spread(runs, { of: 'charged', by: 'cpu' })
    const bare = spread(runs, { of: 'bare', by: 'cpu' })
    const toBare = ratio(runs, { of: 'known', to: 'bare', by: 'cpu' })
    return [
      {
        what: 'CPU a call',
        value: known.median,
        unit: 'µs',
        budget: { atMost: 40 },
        note: `the caller is known, as inside a request or an answer; ${describeSpread(known, 1)}`,
      },
      {
        what: 'CPU a call that looks up its caller',
        value: lookedUp.median,
        unit: 'µs',
        budget: { atMost: 40 },
        note: `building that statement included; ${describeSpread(lookedUp, 1)}`,
      },
      {
        what: 'CPU a charged call',
        value: charged.median,
        unit: 'µs',
        note: `reserve and settle as statements that nobody runs; ${describeSpread(charged, 1)}`,
      },
      {
        what: 'CPU, chain to a bare tRPC call',
        value: toBare.median,
        unit: '×',
        note: `same schemas in and out: ${bare.median.toFixed(1)} µs; ${describeSpread(toBare)}`,
      },
    ]
  } finally {
    await child.stop()
  }
}

export const inProcess: Suite = {
  name: 'in-process',
  about: 'A call through the catalog within the process, with the stores in memory',
  run: measure,
}
