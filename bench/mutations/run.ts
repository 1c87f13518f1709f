import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { copyProject } from '@hub/db/project-copy'
import type { ProjectCopy } from '@hub/db/project-copy'
import { mutants } from './mutants.ts'
import type { Mutant } from './mutant.ts'

const USAGE = `Breaks critical lines in a copy of the project, one at a time, and shows which test notices.

  --only <name>   one line, may be repeated: ${mutants.map(({ name }) => name).join(', ')}
  --list          only look whether each line is still there, once`

interface TestReport {
  numPassedTests: number
  numFailedTests: number
  testResults: { assertionResults: { fullName: string; status: string }[] }[]
}

interface Tried {
  passed: number
  /** Titles of the tests that failed. */
  failed: string[]
  /** The run's own words, for when it did not get as far as a test. */
  output: string
}

const RESULT = 'mutation-result.json'

/** Runs test files in the copy; tests of no count (a suite that did not load) are no failure of a test. */
function runTests({ dir }: ProjectCopy, tests: string[], bail: number): Tried {
  const result = join(dir, RESULT)
  rmSync(result, { force: true })
  const { CI: _ci, ...env } = process.env
  const args = ['run', '--reporter=json', `--outputFile=${result}`, `--bail=${bail}`, ...tests]
  const { stdout, stderr } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], {
    cwd: dir,
    env: { ...env, HUB_STATE_DIR: join(dir, '.state') },
    encoding: 'utf8',
  })
  const output = `${stdout}\n${stderr}`.trim()
  if (!existsSync(result)) return { passed: 0, failed: [], output }
  const report = JSON.parse(readFileSync(result, 'utf8')) as TestReport
  const all = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  const failed = all.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName)
  return { passed: report.numPassedTests, failed, output }
}

/** The file with the line broken, or why it cannot be. */
function mutate(text: string, { search, replace, file }: Mutant): { broken: string } | { reason: string } {
  const found = text.split(search).length - 1
  if (found !== 1) return { reason: `"${search}" is ${found} times in ${file} instead of once` }
  return { broken: text.replace(search, () => replace) }
}

/** True when a test noticed. The copy is whole again afterwards. */
function tryMutant(copy: ProjectCopy, mutant: Mutant): boolean {
  const whole = copy.read(mutant.file)
  const mutated = mutate(whole, mutant)
  if ('reason' in mutated) {
    console.log(`${mutant.name}: NOT TRIED, ${mutated.reason}`)
    return false
  }
  const begin = performance.now()
  copy.write(mutant.file, mutated.broken)
  const { passed, failed, output } = runTests(copy, mutant.tests, 1)
  copy.write(mutant.file, whole)
  const seconds = ((performance.now() - begin) / 1000).toFixed(1)
  const [first] = failed
  if (first !== undefined) {
    console.log(`${mutant.name}: noticed in ${seconds} s by "${first}"`)
    return true
  }
  const survived = passed > 0 ? `SURVIVED ${passed} tests` : `NO TEST RAN\n${output}\n`
  console.log(`${mutant.name}: ${survived} (${mutant.guards})`)
  return false
}

function lookOnly(chosen: Mutant[], read: ProjectCopy['read']): number {
  const reasons = chosen.flatMap((mutant) => {
    const mutated = mutate(read(mutant.file), mutant)
    return 'reason' in mutated ? [`${mutant.name}: ${mutated.reason}`] : []
  })
  for (const reason of reasons) console.log(reason)
  console.log(`${chosen.length - reasons.length} of ${chosen.length} lines are where they were.`)
  return reasons.length === 0 ? 0 : 1
}

/** Without this a test that always fails would notice everything. */
function wholePasses(copy: ProjectCopy, chosen: Mutant[]): boolean {
  const { passed, failed, output } = runTests(copy, [...new Set(chosen.flatMap(({ tests }) => tests))], 0)
  if (failed.length === 0 && passed > 0) {
    console.log(`nothing broken: ${passed} tests pass`)
    return true
  }
  console.log(`These tests fail with nothing broken, so they prove nothing:\n${failed.join('\n') || output}`)
  return false
}

function breakAll(chosen: Mutant[]): number {
  const copy = copyProject()
  try {
    if (!wholePasses(copy, chosen)) return 1
    const noticed = chosen.filter((mutant) => tryMutant(copy, mutant)).length
    console.log(`\n${noticed} of ${chosen.length} broken lines were noticed.`)
    return noticed === chosen.length ? 0 : 1
  } finally {
    copy.remove()
  }
}

/** Returns the exit code. */
export function runMutations(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', multiple: true, default: [] },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const chosen = mutants.filter(({ name }) => values.only.length === 0 || values.only.includes(name))
  if (values.help || chosen.length === 0) {
    console.log(USAGE)
    return values.help ? 0 : 2
  }
  if (!values.list) return breakAll(chosen)
  return lookOnly(chosen, (file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'))
}
