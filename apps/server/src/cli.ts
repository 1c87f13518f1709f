import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { modules } from '@hub/api/server'
import { adminCommands } from './cli/admin.ts'
import { verifyAudit } from './cli/audit.ts'
import { backupLines, restoreLines, runBackup, runRestore } from './cli/backup.ts'
import { runCall } from './cli/call.ts'
import { commandOf } from './cli/command.ts'
import { creditLines, verifyCredits } from './cli/credits.ts'
import { runDoctor } from './cli/doctor/run.ts'
import { loadApiKey, loadSamplePassword, processEnv } from './cli/env.ts'
import { eventText, runEvents } from './cli/events.ts'
import { exportLines, exportOrganization } from './cli/export.ts'
import { jobText, runJobs } from './cli/jobs.ts'
import { withLocalHub } from './cli/local-hub.ts'
import { runLogs } from './cli/logs.ts'
import { EXIT, UsageError, printError, printResult } from './cli/output.ts'
import { describeProcedure, helpLines, listProcedures, procedureLines } from './cli/procedures.ts'
import { removeSample, seedHub, seedLines } from './cli/seed/seed.ts'
import { verifyModule } from './cli/module-verify.ts'
import { runSecrets } from './cli/secrets.ts'
import { runStandIns } from './cli/stand-ins.ts'
import { USAGE } from './cli/usage.ts'
import { versionLines, versionsHere } from './cli/version.ts'
import { SettingsError } from './env.ts'
import { findTarget } from './tour/target.ts'
import { plannedFor, runTour, stepLine } from './tour/tour.ts'

const options = {
  as: { type: 'string' },
  org: { type: 'string' },
  url: { type: 'string' },
  door: { type: 'string' },
  email: { type: 'string' },
  name: { type: 'string' },
  credits: { type: 'string' },
  reason: { type: 'string' },
  status: { type: 'string' },
  listener: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  until: { type: 'string' },
  topic: { type: 'string' },
  port: { type: 'string' },
  sessions: { type: 'boolean', default: false },
  keys: { type: 'boolean', default: false },
  links: { type: 'boolean', default: false },
  mail: { type: 'boolean', default: false },
  lines: { type: 'string' },
  follow: { type: 'boolean', default: false },
  fix: { type: 'boolean', default: false },
  migrate: { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  remove: { type: 'boolean', default: false },
  encrypt: { type: 'boolean', default: false },
  verify: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    // Behind its first sentence Node explains how one would write a word that begins with a dash, which none of ours does.
    const [said = ''] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw new UsageError(`${said.replace(/\.$/, '')}. npm run hub -- --help lists all options.`)
  }
}

type Parsed = ReturnType<typeof parse>

async function call({ values, positionals }: Parsed): Promise<number> {
  const [, procedure, given] = positionals
  if (procedure === undefined) throw new UsageError(USAGE)
  if (values.url !== undefined && !URL.canParse(values.url))
    throw new UsageError(`${values.url} is no address.`)
  const input = given === '-' ? await text(process.stdin) : given
  const { as, org, url } = values
  printResult(await runCall({ procedure, input, as, org, url, apiKey: loadApiKey() }), values.json)
  return EXIT.ok
}

/** `call <procedure> --help`; nothing is called. */
function help({ values, positionals: [, procedure = ''] }: Parsed): number {
  const described = describeProcedure(procedure)
  if (values.json) printResult(described, true)
  else console.log(helpLines(described))
  return EXIT.ok
}

async function procedures({ values }: Parsed): Promise<number> {
  const all = listProcedures(values.door)
  if (values.json) printResult(all, true)
  else console.log(procedureLines(all))
  return EXIT.ok
}

async function admin({ values, positionals }: Parsed): Promise<number> {
  const command = commandOf(adminCommands, positionals[1] ?? '')
  if (!command) throw new UsageError(USAGE)
  printResult(await command(values), values.json)
  return EXIT.ok
}

async function jobs({ values, positionals: [, command = '', id] }: Parsed): Promise<number> {
  const running = runJobs(command, { id, options: values })
  if (!running) throw new UsageError(USAGE)
  const result = await running
  const lines = values.json ? null : jobText(result)
  if (lines === null) printResult(result, values.json)
  else console.log(lines)
  return EXIT.ok
}

async function events({ values, positionals: [, command = ''] }: Parsed): Promise<number> {
  const { listener, from, until, topic, org } = values
  const running = runEvents(command, { listener, from, until, topic, org })
  if (!running) throw new UsageError(USAGE)
  const result = await running
  if (values.json) printResult(result, true)
  else console.log(eventText(result))
  return EXIT.ok
}

async function secrets({ values, positionals: [, command] }: Parsed): Promise<number> {
  const running = runSecrets(command, values, (words) => void (values.json || console.log(words)))
  if (!running) throw new UsageError(USAGE)
  const { result, lines, ok } = await running
  if (values.json || lines === null) printResult(result, values.json)
  else console.log(lines)
  return ok ? EXIT.ok : EXIT.refused
}

async function auditVerify({ values }: Parsed): Promise<number> {
  const verdict = await withLocalHub((hub) => verifyAudit(hub, values.org))
  if (values.json) printResult(verdict, true)
  else
    for (const { chain, ok, entries, firstBadSeq, fault } of verdict.chains)
      console.log(
        `${ok ? 'ok ' : 'BAD'}  ${chain}  ${entries} entries${ok ? '' : `, wrong from entry ${firstBadSeq ?? 1} (${fault ?? 'changed'})`}`,
      )
  return verdict.ok ? EXIT.ok : EXIT.refused
}

async function creditsVerify({ values }: Parsed): Promise<number> {
  const verdict = await withLocalHub((hub) => verifyCredits(hub, values.org))
  if (values.json) printResult(verdict, true)
  else console.log(creditLines(verdict.organizations))
  return verdict.ok ? EXIT.ok : EXIT.refused
}

async function version({ values }: Parsed): Promise<number> {
  if (values.json) printResult(versionsHere(), true)
  else console.log(versionLines(versionsHere()))
  return EXIT.ok
}

/** `accounting verify`: null where no module of that name has anything to recompute. */
function moduleVerify(module: string): ((parsed: Parsed) => Promise<number>) | undefined {
  const verify = modules.find(({ name }) => name === module)?.verify
  return (
    verify &&
    (async ({ values }) => {
      const verdict = await withLocalHub((hub) => verifyModule(hub, verify, values.org))
      if (values.json) printResult(verdict, true)
      else
        for (const { organization, faults } of verdict.organizations)
          console.log(
            [
              `${faults.length === 0 ? 'ok ' : 'BAD'}  ${organization}`,
              ...faults.map(({ check, detail }) => `       ${check}: ${detail}`),
            ].join('\n'),
          )
      return verdict.ok ? EXIT.ok : EXIT.refused
    })
  )
}

async function backup({ values: { to, encrypt, json } }: Parsed): Promise<number> {
  const kept = await runBackup({ to, encrypt })
  if (json) printResult(kept, true)
  else console.log(backupLines(kept))
  return EXIT.ok
}

async function restore({ values: { from, verify, json } }: Parsed): Promise<number> {
  const report = await runRestore({ from, isTrial: verify })
  if (json) printResult(report, true)
  else console.log(restoreLines(report))
  return EXIT.ok
}

async function exportAll({ values: { org, to, json } }: Parsed): Promise<number> {
  const exported = await withLocalHub((hub) => exportOrganization(hub, { org, to }))
  if (json) printResult(exported, true)
  else console.log(exportLines(exported))
  return EXIT.ok
}

async function unseed(isJson: boolean): Promise<number> {
  const wasThere = await withLocalHub(removeSample)
  if (isJson) printResult({ removed: wasThere }, true)
  else console.log(wasThere ? 'The sample is removed.' : 'There is no sample here.')
  return EXIT.ok
}

async function seed({ values }: Parsed): Promise<number> {
  if (values.remove) return unseed(values.json)
  const seeded = await withLocalHub((hub, adminUrl) => seedHub(hub, { adminUrl, isForced: values.force }))
  if (values.json) printResult(seeded, true)
  else console.log(seedLines(seeded))
  return EXIT.ok
}

async function tour({ values }: Parsed): Promise<number> {
  const target = await findTarget(values.url, processEnv())
  try {
    if (!values.json) console.log(`A tour of ${target.origin} (${target.description}).\n`)
    const result = await runTour(
      target,
      (step, words) => void (values.json || console.log(stepLine(step, words))),
      plannedFor(target, loadSamplePassword()),
    )
    if (values.json) printResult(result, true)
    else console.log(result.ok ? '\nEvery step held.' : '\nA step did not hold; the tour ends here.')
    return result.ok ? EXIT.ok : EXIT.refused
  } finally {
    await target.stop()
  }
}

const commands: Record<string, (parsed: Parsed) => Promise<number>> = {
  call,
  procedures,
  secrets,
  admin,
  jobs,
  events,
  backup,
  restore,
  export: exportAll,
  'audit verify': auditVerify,
  'credits verify': creditsVerify,
  doctor: ({ values }) => runDoctor(values),
  logs: ({ values }) => runLogs(values),
  version,
  seed,
  'stand-ins': ({ values }) => runStandIns(values.port),
  tour,
}

/** Words that follow the name of a command; the others take options alone. */
const WORDS: Readonly<Record<string, number>> = { call: 2, secrets: 1, admin: 1, jobs: 2, events: 1 }

/** A word more may be an option without its dashes, and without it the command does something else. */
function expectNoMore(name: string, words: readonly string[]): void {
  const more = words[name.split(' ').length + (commandOf(WORDS, name) ?? 0)]
  if (more !== undefined)
    throw new UsageError(
      `“${more}” is no part of “${name}”, so nothing was done. Options begin with two dashes, such as --json.`,
    )
}

async function main(args: string[]): Promise<number> {
  const parsed = parse(args)
  const [first = '', second = ''] = parsed.positionals
  const name = commandOf(commands, first) ? first : `${first} ${second}`
  const command = commandOf(commands, name) ?? (second === 'verify' ? moduleVerify(first) : undefined)
  if (command && !parsed.values.help) {
    expectNoMore(name, parsed.positionals)
    return command(parsed)
  }
  if (command === call && second !== '') return help(parsed)
  console.log(USAGE)
  return parsed.values.help ? EXIT.ok : EXIT.usage
}

const args = process.argv.slice(2)
try {
  process.exitCode = await main(args)
} catch (error) {
  const shown = error instanceof SettingsError ? new UsageError(error.problems.join('\n')) : error
  process.exitCode = printError(shown, args.includes('--json'))
}
