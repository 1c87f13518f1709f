import { text } from 'node:stream/consumers'
import { SettingsError, modules } from '@hub/api/server'
import { adminCommands } from './admin.ts'
import { expectNoMore, noSuchCommand, parseArguments } from './arguments.ts'
import type { Parsed } from './arguments.ts'
import { verifyAudit } from './audit.ts'
import { backupLines, restoreLines, runBackup, runRestore } from './backup.ts'
import { runCall } from './call.ts'
import { commandOf } from './command.ts'
import { creditLines, verifyCredits } from './credits.ts'
import { runDoctor } from './doctor/run.ts'
import { loadApiKey, loadSamplePassword, processEnv } from './env.ts'
import { eventText, runEvents } from './events.ts'
import { exportLines, exportOrganization } from './export.ts'
import { jobText, runJobs } from './jobs.ts'
import { withLocalHub } from './local-hub.ts'
import { runLogs } from './logs.ts'
import { EXIT, UsageError, printError, printResult } from './output.ts'
import { describeProcedure, helpLines, listProcedures, procedureLines } from './procedures.ts'
import { removeSample, seedHub, seedLines } from './seed/seed.ts'
import { verdictLines, verifyModule } from './module-verify.ts'
import { runSecrets } from './secrets.ts'
import { runStandIns } from './stand-ins.ts'
import { USAGE } from './usage.ts'
import { versionLines, versionsHere } from './version.ts'
import { loadEnv } from '../env.ts'
import { findTarget } from '../tour/target.ts'
import { plannedFor, runTour, stepLine } from '../tour/tour.ts'

async function call({ values, positionals }: Parsed): Promise<number> {
  const [, procedure, given] = positionals
  if (procedure === undefined)
    throw new UsageError('Say which: call <procedure>. npm run hub -- procedures lists them.')
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
  if (!command) throw noSuchCommand('admin', positionals[1] ?? '')
  printResult(await command(values), values.json)
  return EXIT.ok
}

async function jobs({ values, positionals: [, command = '', id] }: Parsed): Promise<number> {
  const running = runJobs(command, { id, options: values })
  if (!running) throw noSuchCommand('jobs', command)
  const result = await running
  const lines = values.json ? null : jobText(result)
  if (lines === null) printResult(result, values.json)
  else console.log(lines)
  return EXIT.ok
}

async function events({ values, positionals: [, command = ''] }: Parsed): Promise<number> {
  const { listener, from, until, topic, org } = values
  const running = runEvents(command, { listener, from, until, topic, org })
  if (!running) throw noSuchCommand('events', command)
  const result = await running
  if (values.json) printResult(result, true)
  else console.log(eventText(result))
  return EXIT.ok
}

async function secrets({ values, positionals: [, command] }: Parsed): Promise<number> {
  const running = runSecrets(command, values, (words) => void (values.json || console.log(words)))
  if (!running) throw noSuchCommand('secrets', command ?? '')
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
      else console.log(verdictLines(verdict.organizations))
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
  // Only of a trial: without its secret nothing is restored.
  return report.secret === 'another' ? EXIT.refused : EXIT.ok
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
  const seeded = await withLocalHub(
    (hub, adminUrl) => seedHub(hub, { adminUrl, isForced: values.force }),
    loadEnv(),
  )
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

function usage(code: number): number {
  console.log(USAGE)
  return code
}

async function main(args: string[]): Promise<number> {
  const parsed = parseArguments(args)
  const [first, second = ''] = parsed.positionals
  if (parsed.values.help) return first === 'call' && second !== '' ? help(parsed) : usage(EXIT.ok)
  if (first === undefined) return usage(EXIT.usage)
  const name = commandOf(commands, first) ? first : `${first} ${second}`
  const command = commandOf(commands, name) ?? (second === 'verify' ? moduleVerify(first) : undefined)
  if (!command) throw noSuchCommand(first, second)
  expectNoMore(name, parsed)
  return command(parsed)
}

/** Runs what was typed after the name of the program; resolves with its exit code. */
export async function runCommand(args: string[]): Promise<number> {
  try {
    return await main(args)
  } catch (error) {
    const shown = error instanceof SettingsError ? new UsageError(error.problems.join('\n')) : error
    return printError(shown, args.includes('--json'))
  }
}
