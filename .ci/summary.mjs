// Adds up what the steps of .ci/run left in the folder of results; its last line is the result of all.
// Arguments: that folder, then the names of the steps that failed.
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const LEAST_COVERAGE = 80

const [folder, ...broken] = process.argv.slice(2)
const total = { passed: 0, failed: 0 }
const say = (line) => process.stdout.write(`${line}\n`)

function read(file) {
  const path = join(folder, file)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

const NOTHING = { passed: 0, skipped: 0, note: ' (no result: it did not run to its end)' }

const LONGEST_REASON = 600
const LONGEST_PAGE = 1_500

/** Said under the counts, because whoever reads of a failure may have nothing but the last page of the output. */
const failures = []
const remember = (title, reason = '') =>
  failures.push(
    `FAILED ${title}\n  ${stripVTControlCharacters(reason).slice(0, LONGEST_REASON).replaceAll('\n', '\n  ')}`,
  )

const page = (text) => text.slice(0, LONGEST_PAGE).trim().replaceAll('\n', '\n  ')

function said(step) {
  const path = join(folder, `${step}.log`)
  return existsSync(path) ? stripVTControlCharacters(readFileSync(path, 'utf8')).trimEnd() : ''
}

/** Vitest fails for errors outside its tests, and tells of them before the counts and the coverage. */
function unhandledErrors(step) {
  const text = said(step)
  const from = text.indexOf(' Unhandled Errors ')
  return from === -1 ? undefined : page(text.slice(from))
}

const lastWords = (step) => unhandledErrors(step) ?? page(said(step).slice(-LONGEST_PAGE))

/** The steps whose failure is among the counts of their suite. */
const counted = new Set()

/** A suite that broke without a failed test of its own (types, lint, format, install, a crash) is one failure. */
function add(name, step, counts) {
  const { passed, skipped, note = '' } = counts ?? NOTHING
  const failed = counts?.failed || (!counts || broken.includes(step) ? 1 : 0)
  total.passed += passed
  total.failed += failed
  counted.add(step)
  const ending = failed > (counts?.failed ?? 0) ? lastWords(step) : unhandledErrors(step)
  if (ending) failures.push(`FAILED ${step}, outside its tests\n  ${ending}`)
  say(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped${note}`)
}

function vitestCounts(report) {
  if (!report) return undefined
  const unreadable = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  )
  for (const file of unreadable) remember(relative('.', file.name), file.message)
  for (const file of report.testResults)
    for (const test of file.assertionResults)
      if (test.status === 'failed')
        remember(`${relative('.', file.name)}: ${test.fullName}`, test.failureMessages.join('\n'))
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unreadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

function rememberSpecs(suite) {
  for (const inner of suite.suites ?? []) rememberSpecs(inner)
  for (const spec of suite.specs ?? [])
    if (!spec.ok) {
      const result = spec.tests.at(0)?.results.at(-1)
      remember(`${spec.file}: ${spec.title}`, result?.errors.at(0)?.message)
      const shown = result && shownIn(result)
      if (shown) failures.push(`  the page was:\n  ${shown.slice(0, LONGEST_PAGE).replaceAll('\n', '\n  ')}`)
    }
}

/** What Playwright wrote down of the page when a test failed. */
function shownIn({ attachments }) {
  const { path } = attachments.find(({ name }) => name === 'error-context') ?? {}
  if (!path || !existsSync(path)) return undefined
  return /```yaml\n([^]*?)```/.exec(readFileSync(path, 'utf8'))?.[1]
}

function playwrightCounts(report) {
  if (!report) return undefined
  rememberSpecs(report)
  const { expected, flaky, unexpected, skipped } = report.stats
  const note = flaky > 0 ? ` (${flaky} passed only at a second try)` : ''
  return { passed: expected + flaky, failed: unexpected, skipped, note }
}

function faultCounts(report) {
  if (!report) return undefined
  const { seed, faults } = report
  for (const [, what, detail] of said('faults').matchAll(/^ *BROKEN (.*)\n +(.*)$/gm))
    remember(`faults: ${what}`, detail)
  const skipped = faults.filter((fault) => fault.skipped !== null).length
  const failed = faults.filter((fault) => !fault.ok).length
  const checks = faults.reduce((sum, fault) => sum + fault.checks, 0)
  return {
    passed: faults.length - failed - skipped,
    failed,
    skipped,
    note: ` (${checks} checks, seed ${seed})`,
  }
}

function addCoverage(report) {
  const percent = report?.total.lines.pct
  const isEnough = percent !== undefined && percent >= LEAST_COVERAGE
  const figure = percent === undefined ? 'not measured' : `${percent.toFixed(1)} % of lines`
  say(`coverage: ${figure}${isEnough ? '' : `; FAILED, it must reach ${LEAST_COVERAGE} %`}`)
  if (!isEnough) total.failed += 1
}

add('vitest', 'npm test', vitestCounts(read('vitest.json')))
addCoverage(read('coverage/coverage-summary.json'))
add('vitest on PostgreSQL 16', 'PostgreSQL 16', vitestCounts(read('postgres-16.json')))
add('faults', 'faults', faultCounts(read('faults.json')))
if (existsSync('e2e/package.json')) {
  add('playwright', 'npm run e2e', playwrightCounts(read('playwright.json')))
  add('playwright alone', 'npm run e2e, one at a time', playwrightCounts(read('playwright-alone.json')))
}

const advisories = read('advisories.json')
say(
  `advisories: ${advisories ? `${advisories.text.split('\n', 1)[0]} (asked ${advisories.asked})` : 'not run'}`,
)

for (const step of broken.filter((name) => !counted.has(name))) {
  total.failed += 1
  failures.push(`FAILED ${step}\n  ${lastWords(step)}`)
}
if (broken.length > 0) say(`steps that failed: ${broken.join(', ')}`)
if (total.passed === 0 && total.failed === 0) total.failed = 1
for (const failure of failures) say(failure)
say(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
