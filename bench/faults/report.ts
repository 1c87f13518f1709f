import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Fault, Findings } from './fault.ts'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const FILE = fileURLToPath(new URL('../../RELIABILITY.md', import.meta.url))

/** One fault and what was seen. */
export interface Outcome {
  fault: Fault
  findings: Findings
  seconds: number
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

function section({ fault, findings, seconds }: Outcome): string {
  const lines = [`## ${fault.name}`, '', `${fault.title}.`, '']
  if (findings.skipped !== null) lines.push(`Not run: ${findings.skipped}`, '')
  else
    lines.push(
      `${findings.checks.length} checks held in ${seconds.toFixed(0)} s.`,
      '',
      '| seen | figure |',
      '|---|---|',
      ...findings.figures.map(([name, value]) => `| ${name} | ${value} |`),
      '',
    )
  return lines.join('\n')
}

/** One line a fault, for programs. */
export function writeResult(file: string, outcomes: readonly Outcome[], seed: number): void {
  const faults = outcomes.map(({ fault: { name }, findings, seconds }) => ({
    name,
    seconds,
    checks: findings.checks.length,
    skipped: findings.skipped,
    ok: findings.ok,
  }))
  writeFileSync(file, JSON.stringify({ seed, faults }))
}

/** RELIABILITY.md: what was broken, when, on what, and what was seen. */
export function writeReport(outcomes: readonly Outcome[], seed: number): void {
  const [cpu] = cpus()
  const machine = `${cpus().length} x ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}, Node ${process.version}`
  const head = `# Reliability

What \`npm run faults -- --write\` saw on ${new Date().toISOString().slice(0, 10)} at commit ${commit()}.
Seed ${seed}: \`npm run faults -- --seed ${seed}\` makes the same choices again. Machine: ${machine}.

Each fault is done to a real hub in a process of its own, with the built-in PostgreSQL, through the doors any client
uses.
`
  writeFileSync(FILE, `${head}\n${outcomes.map(section).join('\n')}`)
}
