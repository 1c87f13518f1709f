import { SettingsError, startWorker } from '@hub/api/server'
import { printFailure } from './banner.ts'
import { nightlyBackupOf } from './backup/hub-backups.ts'
import { startDatabase } from './database.ts'
import { openHub } from './deps.ts'
import { loadEnv } from './env.ts'
import { mailOf } from './mail/mail.ts'
import { problemsOf } from './start-failure.ts'
import { onStop } from './stop.ts'
import { startTracing } from './tracing.ts'

/** Background work as a process of its own, beside servers on the same database: jobs, and events on their way to listeners. */
async function main(): Promise<void> {
  const env = loadEnv()
  if (env.databaseUrl === undefined)
    throw new SettingsError([
      'A worker of its own needs DATABASE_URL; without it the hub has a PostgreSQL of its own, and runs its jobs itself.',
    ])
  const stopTracing = await startTracing(env.tracesUrl)
  const database = await startDatabase(env)
  const mail = mailOf(env)
  const nightly = nightlyBackupOf(env, database)
  const { hub, stop: closeHub } = await openHub(env, database, {
    mail: mail.sender,
    ...(nightly && { chores: [nightly.sweep] }),
  })
  const worker = await startWorker(hub)
  onStop([() => worker.stop(), closeHub, async () => mail.close(), () => database.stop(), stopTracing])
  hub.outbox.start()
  process.stdout.write(`This worker runs jobs of the hub on ${database.description}.\n`)
}

try {
  await main()
} catch (error) {
  printFailure(problemsOf(error))
  process.exit(1)
}
