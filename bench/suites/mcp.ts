import { MeasuredChild } from './child-process.ts'
import { measureLoad } from './load.ts'
import type { HttpAsk, Reply } from './load.ts'
import { modernToolRequest, oldToolRequest } from './client-requests.ts'
import { describeSpread, interleave, ratio, spread } from './measure.ts'
import { TASK_ID } from './sample-task.ts'
import type { Figure, Suite } from './suite.ts'

interface Ready {
  origin: string
  key: string
}

/** Before anything is measured, for each variant. */
const WARM_UP_LOADS = 6

/** A tool that fails answers 200 as well, so the answer itself is looked at. */
function expectTask({ status, body }: Reply): void {
  if (status !== 200 || !body.includes('"structuredContent"') || !body.includes(TASK_ID))
    throw new Error(`Answered ${status}: ${body.slice(0, 500)}`)
}

type Runs = Awaited<ReturnType<typeof measureAll>>

async function measureAll({ quick, say }: Parameters<Suite['run']>[0]) {
  const start = (name: string, ...args: string[]) =>
    MeasuredChild.start<Ready>(new URL(`mcp/${name}.ts`, import.meta.url), { args })
  const bares = { bare: await start('bare'), keyed: await start('bare-keyed') }
  const products = {
    tools10: await start('product', '10'),
    tools100: await start('product', '100'),
    tools500: await start('product', '500'),
  }
  const loadOf = (child: MeasuredChild<Ready>, ask: HttpAsk) => () =>
    measureLoad(child, {
      origin: child.ready.origin,
      // Each process has made a key of its own.
      ask: { ...ask, headers: { ...ask.headers, authorization: `Bearer ${child.ready.key}` } },
      requests: quick ? 1_000 : 4_000,
      clients: 16,
      check: expectTask,
    })
  const { tools10, tools100, tools500 } = products
  const free = { ...tools100.ready, name: 'tasks_get', args: { id: TASK_ID } }
  const modern = await modernToolRequest(free)
  const old = await oldToolRequest(free)
  const charged = await modernToolRequest({ ...free, name: 'tasks_charged' })
  const variants = {
    bare: loadOf(bares.bare, modern),
    bareOld: loadOf(bares.bare, old),
    keyed: loadOf(bares.keyed, modern),
    tools10: loadOf(tools10, modern),
    tools100: loadOf(tools100, modern),
    tools500: loadOf(tools500, modern),
    old: loadOf(tools100, old),
    charged: loadOf(tools100, charged),
  }
  try {
    // A call takes twice to three times as much CPU until some twenty thousand have been answered.
    for (const load of Object.values(variants))
      for (let n = 0; n < (quick ? 1 : WARM_UP_LOADS); n += 1) await load()
    say('warm')
    return await interleave(variants, { rounds: quick ? 3 : 9, say })
  } finally {
    await Promise.all([bares, products].flatMap((all) => Object.values(all)).map((child) => child.stop()))
  }
}

const FINDING =
  'The product looks up whose key it is, checks permission, limits and both schemas, and writes the call log; the bare server answers anybody.'

/** Calls for the same CPU: the baseline's CPU a call by ours. */
function rateFigure(
  runs: Runs,
  { what, of, to, isGate }: { what: string; of: keyof Runs; to: keyof Runs; isGate: boolean },
): Figure {
  const share = ratio(runs, { of: to, to: of, by: 'cpu' })
  const [own, bare] = [of, to].map((name) => spread(runs, { of: name, by: 'cpu' }).median.toFixed(0))
  return {
    what,
    value: share.median,
    unit: '×',
    ...(isGate && { budget: { atLeast: 0.9 }, finding: FINDING }),
    note: `free tool, 100 tools, API key checked, ${own} µs; bare: ${bare} µs; ${describeSpread(share)}`,
  }
}

function flatFigure(runs: Runs, many: 'tools100' | 'tools500'): Figure {
  const flat = ratio(runs, { of: many, to: 'tools10', by: 'cpu' })
  return {
    what: `CPU a call, ${many.slice('tools'.length)} tools to 10`,
    value: flat.median,
    unit: '×',
    budget: { atMost: 1.1 },
    note: describeSpread(flat),
  }
}

function chargeFigure(runs: Runs): Figure {
  const charge = ratio(runs, { of: 'charged', to: 'tools100', by: 'cpu' })
  const own = spread(runs, { of: 'charged', by: 'cpu' }).median
  return {
    what: 'CPU of a charged call, to a free one',
    value: charge.median,
    unit: '×',
    note: `${own.toFixed(0)} µs, reserve and settle as statements that nobody runs; ${describeSpread(charge)}`,
  }
}

export const mcp: Suite = {
  name: 'mcp',
  about:
    'A tool call over HTTP as the clients of both SDKs send it, with the stores in memory, against the low-level server of the SDK alone',
  async run(options) {
    const runs = await measureAll(options)
    return [
      rateFigure(runs, {
        what: 'calls for the same CPU, newest client (SDK 2), product to the bare SDK',
        of: 'tools100',
        to: 'bare',
        isGate: true,
      }),
      rateFigure(runs, {
        what: 'calls for the same CPU, older client (SDK 1), product to the bare SDK',
        of: 'old',
        to: 'bareOld',
        isGate: true,
      }),
      rateFigure(runs, {
        what: 'the newest client, product to the SDK and one look-up of the key',
        of: 'tools100',
        to: 'keyed',
        isGate: false,
      }),
      flatFigure(runs, 'tools100'),
      flatFigure(runs, 'tools500'),
      chargeFigure(runs),
    ]
  },
}
