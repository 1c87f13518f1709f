// Asks the registry for known vulnerabilities of the packages the hub uses in production. Arguments: the folder for the
// result, and, for a test, another registry. Ends with 1 for a high or critical one; without an answer it says "not run".
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [folder, registry] = process.argv.slice(2)
const asked = new Date().toISOString()
const PATIENCE_MS = 60_000
const GRAVE = new Set(['high', 'critical'])

function audit() {
  const pnpm = join(root, 'node_modules/pnpm/bin/pnpm.mjs')
  const args = [
    pnpm,
    'audit',
    '--config.fetch-retries=0',
    '--prod',
    '--json',
    ...(registry ? ['--registry', registry] : []),
  ]
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', timeout: PATIENCE_MS })
}

/** What was answered; null where it is no answer about advisories. */
function answerIn(text) {
  try {
    const { advisories, metadata } = JSON.parse(text)
    return advisories && metadata
      ? { found: Object.values(advisories), packages: metadata.totalDependencies }
      : null
  } catch {
    return null
  }
}

const versionsOf = ({ findings }) => [...new Set(findings.map(({ version }) => version))].join(', ')
const lineOf = (advisory) =>
  `  ${advisory.severity}: ${advisory.module_name} ${versionsOf(advisory)}: ${advisory.title} (${advisory.url})`

function reasonOf({ error, stdout, stderr }) {
  if (error) return 'it took too long'
  const status = /responded with\D*(\d{3})/.exec(`${stderr}${stdout}`)?.[1]
  return status ? `it answered ${status}` : 'it could not be reached'
}

function report() {
  const ended = audit()
  const answer = answerIn(ended.stdout)
  if (!answer) return { ran: false, grave: 0, text: `not run, because ${reasonOf(ended)}` }
  const grave = answer.found.filter(({ severity }) => GRAVE.has(severity))
  const count = `${answer.found.length} known, ${grave.length} of them high or critical`
  return {
    ran: true,
    grave: grave.length,
    text: [`${count}, in ${answer.packages} packages`, ...answer.found.map(lineOf)].join('\n'),
  }
}

const result = { asked, ...report() }
if (folder) writeFileSync(join(folder, 'advisories.json'), JSON.stringify(result))
process.stdout.write(`Advisories of the registry, asked ${asked}: ${result.text}\n`)
process.exitCode = result.grave > 0 ? 1 : 0
