import { MeasuredChild } from './child-process.ts'
import { measureLoad } from './load.ts'
import type { HttpAsk, Reply } from './load.ts'
import { describeSpread, interleave, ratio, spread } from './measure.ts'
import { TASK_ID } from './sample-task.ts'
import type { Figure, Suite } from './suite.ts'

interface Ready {
  origin: string
  key: string
}

const PROTOCOL = '2026-07-28'
/** Before anything is measured, for each variant. */
const WARM_UP_LOADS = 6
const READ = 'tasks_get'

function callTool(key: string, name: string): HttpAsk {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': PROTOCOL,
    'io.modelcontextprotocol/clientCapabilities': {},
    'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
  }
  const params = { name, arguments: { id: TASK_ID }, _meta }
  return {
    method: 'POST',
    path: '/mcp',
    headers: {
      authorization: `Bearer ${key}`,
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': PROTOCOL,
      'mcp-method': 'tools/call',
      'mcp-name': name,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
  }
}

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
  const loadOf = (child: MeasuredChild<Ready>, tool: string) => () =>
    measureLoad(child, {
      origin: child.ready.origin,
      ask: callTool(child.ready.key, tool),
      requests: quick ? 1_000 : 4_000,
      clients: 16,
      check: expectTask,
    })
  const variants = {
    bare: loadOf(bares.bare, READ),
    keyed: loadOf(bares.keyed, READ),
    tools10: loadOf(products.tools10, READ),
    tools100: loadOf(products.tools100, READ),
    tools500: loadOf(products.tools500, READ),
    charged: loadOf(products.tools100, 'tasks_charged'),
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

/** Calls for the same CPU: the baseline's CPU a call by ours. */
function rateFigure(runs: Runs): Figure {
  const share = ratio(runs, { of: 'bare', to: 'tools100', by: 'cpu' })
  const own = spread(runs, { of: 'tools100', by: 'cpu' }).median
  const bare = spread(runs, { of: 'bare', by: 'cpu' }).median
  return {
    what: 'calls for the same CPU, product to the bare SDK',
    value: share.median,
    unit: '×',
    budget: { atLeast: 0.9 },
    note: `free tool, 100 tools, API key checked, ${own.toFixed(0)} µs; bare: low-level server on node:http, nobody checked, ${bare.toFixed(0)} µs; ${describeSpread(share)}`,
  }
}

/** The same against a server that also finds out whose key it is; it informs, the budget stays with the bare SDK. */
function keyedFigure(runs: Runs): Figure {
  const share = ratio(runs, { of: 'keyed', to: 'tools100', by: 'cpu' })
  const keyed = spread(runs, { of: 'keyed', by: 'cpu' }).median
  return {
    what: 'the same, to the SDK and one look-up of the key',
    value: share.median,
    unit: '×',
    note: `the look-up is the product's statement with the stores in memory, ${keyed.toFixed(0)} µs; ${describeSpread(share)}`,
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
  about: `A tool call over HTTP (${PROTOCOL}) with the stores in memory, against the SDK alone`,
  async run(options) {
    const runs = await measureAll(options)
    return [
      rateFigure(runs),
      keyedFigure(runs),
      flatFigure(runs, 'tools100'),
      flatFigure(runs, 'tools500'),
      chargeFigure(runs),
    ]
  },
}
