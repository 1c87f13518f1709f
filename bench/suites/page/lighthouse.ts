import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const CLI = fileURLToPath(new URL('../../node_modules/lighthouse/cli/index.js', import.meta.url))
const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome']
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
].join(' ')

export type Form = 'mobile' | 'desktop'

export interface Page {
  url: string
  form: Form
  /** Signed in, when given. */
  cookies: string | undefined
}

/** What one run of Lighthouse says; scores of 100, times in seconds, weight in kB. */
export interface Verdict {
  performance: number
  accessibility: number
  bestPractices: number
  largestPaint: number
  firstPaint: number
  blocking: number
  shift: number
  weight: number
  /** Audits below their best in the two scores that must be full. */
  faults: string[]
}

interface Audit {
  title: string
  score: number | null
  numericValue?: number
}

/** The part of Lighthouse's result that is read here. */
interface Result {
  finalDisplayedUrl: string
  runtimeError?: { message: string }
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>
  audits: Record<string, Audit>
}

/** It now and then loses its own recording and asks to be run again; nothing was measured then. */
const LOST_RECORDING = /NO_NAVSTART/
const TRIES = 3

/** One load of a page in a new browser, throttled as Lighthouse does by default. */
export async function lighthouse(page: Page, tries = TRIES): Promise<Verdict> {
  try {
    return await load(page)
  } catch (error) {
    if (tries === 1 || !(error instanceof Error) || !LOST_RECORDING.test(error.message)) throw error
    return lighthouse(page, tries - 1)
  }
}

async function load({ url, form, cookies }: Page): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-lighthouse-'))
  const file = join(folder, 'result.json')
  const child = spawn(
    process.execPath,
    [
      CLI,
      url,
      '--quiet',
      '--output=json',
      // It ends before a pipe has taken all it says.
      `--output-path=${file}`,
      '--no-enable-error-reporting',
      '--only-categories=performance,accessibility,best-practices',
      `--chrome-flags=${FLAGS}`,
      ...(form === 'desktop' ? ['--preset=desktop'] : []),
      ...(cookies === undefined ? [] : [`--extra-headers=${JSON.stringify({ Cookie: cookies })}`]),
    ],
    { env: { ...process.env, CHROME_PATH: chromium() }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  try {
    const [said] = await Promise.all([text(child.stderr), once(child, 'close')])
    if (child.exitCode !== 0) throw new Error(`Lighthouse failed: ${said.slice(-1_000)}`)
    return verdictOf(JSON.parse(readFileSync(file, 'utf8')) as Result, url) // the report format of this version
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function verdictOf({ finalDisplayedUrl, runtimeError, categories, audits }: Result, url: string): Verdict {
  if (runtimeError) throw new Error(`Lighthouse could not measure: ${runtimeError.message}`)
  if (finalDisplayedUrl !== url) throw new Error(`Lighthouse came to ${finalDisplayedUrl} instead of ${url}.`)
  const score = (category: string) => Math.round((categories[category]?.score ?? 0) * 100)
  const number = (audit: string) => audits[audit]?.numericValue ?? Number.NaN
  const refs = ['accessibility', 'best-practices'].flatMap((name) => categories[name]?.auditRefs ?? [])
  const faults = refs.flatMap(({ id, weight }) => {
    const audit = audits[id]
    return weight > 0 && audit && audit.score !== null && audit.score < 1 ? [`${id}: ${audit.title}`] : []
  })
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    largestPaint: number('largest-contentful-paint') / 1000,
    firstPaint: number('first-contentful-paint') / 1000,
    blocking: number('total-blocking-time'),
    shift: number('cumulative-layout-shift'),
    weight: number('total-byte-weight') / 1000,
    faults: [...new Set(faults)],
  }
}

/** The browser that the end-to-end tests use too. */
function chromium(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const candidates = PROGRAMS.flatMap((name) => folders.map((folder) => join(folder, name)))
  const found = process.env['HUB_CHROMIUM'] ?? candidates.find(isProgram)
  if (found === undefined)
    throw new Error('This suite needs Chromium; install it, or set HUB_CHROMIUM to its path.')
  return found
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
