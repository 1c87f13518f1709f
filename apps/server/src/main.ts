import { ensureFirstAdminLink, rememberPublicUrl, startWorker, teachAssistant } from '@hub/api/server'
import type { DurableWorker } from '@hub/api/server'
import { prepareStateFolder } from '@hub/db/embedded'
import { printBanner, printFailure } from './banner.ts'
import { nightlyBackupOf } from './backup/hub-backups.ts'
import { startDatabase } from './database.ts'
import { openHub, publicUrlOf } from './deps.ts'
import { loadEnv } from './env.ts'
import { withKnownPort } from './free-port.ts'
import { buildApp } from './http/app.ts'
import { watchIntegrity } from './integrity.ts'
import { listen } from './http/listen.ts'
import { explainListenError } from './listen-error.ts'
import { mailOf, mailText } from './mail/mail.ts'
import { problemsOf } from './start-failure.ts'
import { onceThere } from './once-there.ts'
import { onStop } from './stop.ts'
import { startTracing } from './tracing.ts'

/** Learning takes a processor for some seconds. */
const LEARNS_AFTER_MS = 10_000

async function main(): Promise<void> {
  const env = await withKnownPort(loadEnv())
  prepareStateFolder(env.stateDir)
  const stopTracing = await startTracing(env.tracesUrl)
  const database = await startDatabase(env)
  const mail = mailOf(env)
  const nightly = nightlyBackupOf(env, database)
  const { hub, stop: closeHub } = await openHub(env, database, {
    mail: mail.sender,
    ...(nightly && { chores: [nightly.sweep] }),
  })
  const integrity = watchIntegrity(hub)
  const app = await buildApp({
    hub,
    env,
    mailbox: mail.mailbox,
    metricsToken: env.metricsToken,
    health: [integrity.health, ...(nightly ? [nightly.health] : [])],
    ...(database.embedded && { stateDir: env.stateDir }),
  })
  let worker: DurableWorker | undefined
  const stop = onStop([
    () => app.close(),
    async () => worker?.stop(),
    integrity.stop,
    closeHub,
    async () => mail.close(),
    () => database.stop(),
    stopTracing,
  ])
  hub.outbox.start()
  await listen(app, env).catch(async (error: unknown) => {
    await stop()
    throw new Error(await explainListenError(error, env), { cause: error })
  })
  // Pages answer already, and a database that goes away now does not take them along.
  const onWait = (err: unknown) => hub.log.warn({ err }, 'the database went away during the start')
  if (env.runsJobs) worker = await onceThere(() => startWorker(hub), onWait)
  // Before somebody first asks it and waits, and behind those who wait for the hub since it went.
  setTimeout(() => void teachAssistant(hub), LEARNS_AFTER_MS).unref()
  const address = publicUrlOf(env)
  rememberPublicUrl(env.stateDir, address)
  printBanner({
    address,
    database: database.description,
    mail: mailText(env, address),
    adminLink: (await onceThere(() => ensureFirstAdminLink(hub), onWait)) ?? undefined,
  })
}

try {
  await main()
} catch (error) {
  printFailure(problemsOf(error))
  process.exit(1)
}
