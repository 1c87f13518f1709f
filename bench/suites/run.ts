import { parseArgs } from 'node:util'
import { cleanUpOnSignals } from './cleanup.ts'
import { suites } from './index.ts'
import { thisPlace, writeReport } from './report.ts'
import type { Result } from './report.ts'
import { isMissed } from './suite.ts'
import type { Suite } from './suite.ts'
import { plainTable } from './table.ts'

const USAGE = `Measures speed against bare baselines, in interleaved runs.

  --only <a,b>    these suites, may be repeated: ${suites.map(({ name }) => name).join(', ')}
  --quick         fewer rounds; shows that the suites run, its figures are rough
  --json          figures as JSON on standard output, and exit code 0 whatever they are
  --write         write docs/benchmarks.md; suites that were left out stand there as before

  BENCH_CPU_PROFILE=<folder> leaves a CPU profile of each measured process in that folder`

interface Options {
  chosen: Suite[]
  quick: boolean
  json: boolean
  write: boolean
}

function readOptions(args: string[]): Options | string {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return USAGE
  const named = values.only.flatMap((list) => list.split(','))
  const unknown = named.find((name) => suites.every((suite) => suite.name !== name))
  if (unknown !== undefined) return `There is no suite "${unknown}".\n\n${USAGE}`
  if (values.write && values.quick)
    return '--write publishes figures, so it wants full runs: without --quick.'
  const chosen = suites.filter(({ name }) => named.length === 0 || named.includes(name))
  return { chosen, quick: values.quick, json: values.json, write: values.write }
}

const messageOf = (error: unknown) =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)

/** Progress goes to standard error, so that standard output holds figures alone. */
async function measure(suite: Suite, quick: boolean): Promise<Result> {
  const { name, about } = suite
  const begin = performance.now()
  const seconds = () => (performance.now() - begin) / 1000
  const say = (line: string) => console.error(`  ${name}: ${line}`)
  try {
    const figures = await suite.run({ quick, say })
    return { suite: { name, about }, figures, seconds: seconds() }
  } catch (error) {
    return { suite: { name, about }, figures: [], seconds: seconds(), error: messageOf(error) }
  }
}

function printResult({ suite, figures, seconds, error }: Result): void {
  console.log(`\n${suite.name}: ${suite.about} (${seconds.toFixed(0)} s)`)
  if (error !== undefined) console.log(`  did not run: ${error}`)
  if (figures.length > 0) console.log(plainTable(figures))
}

/** A suite that broke has told nothing, so no verdict on every budget can be given. */
function printVerdict(results: readonly Result[]): void {
  const missed = missesOf(results)
  const broken = results.filter(({ error }) => error !== undefined).map(({ suite }) => suite.name)
  const parts = [
    ...(broken.length > 0 ? [`Did not run: ${broken.join(', ')}.`] : []),
    ...(missed > 0 ? [`Budgets missed: ${missed}.`] : []),
  ]
  console.log(`\n${parts.length === 0 ? 'Every budget holds.' : parts.join(' ')}`)
}

const missesOf = (results: readonly Result[]) =>
  results.flatMap(({ figures }) => figures.filter(isMissed)).length

async function measureAll({ chosen, quick, json }: Options): Promise<Result[]> {
  const results: Result[] = []
  for (const suite of chosen) {
    const result = await measure(suite, quick)
    results.push(result)
    if (!json) printResult(result)
  }
  return results
}

/** Returns the exit code: 1 when a suite broke or, unless the figures go to a program, a budget is missed. */
export async function runSuites(args: string[]): Promise<number> {
  const options = readOptions(args)
  if (typeof options === 'string') {
    console.log(options)
    return options === USAGE ? 0 : 2
  }
  const { quick, json, write } = options
  cleanUpOnSignals()
  const place = thisPlace()
  const results = await measureAll(options)
  if (json) console.log(JSON.stringify({ place, quick, results }, null, 2))
  else printVerdict(results)
  const isBroken = results.some(({ error }) => error !== undefined)
  // The page names a suite that did not run, which is better than no figures of all the others.
  if (write) writeReport(results, { place, order: suites.map(({ name }) => name) })
  return isBroken || (!json && missesOf(results) > 0) ? 1 : 0
}
