import { checkServer } from '@hub/db/embedded'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { startDatabase } from './database.ts'
import { printBanner, printFailure } from './banner.ts'
import { SettingsError, loadEnv } from './env.ts'
import { healthRoutes } from './http/health.ts'
import { explainListenError } from './listen-error.ts'
import { onStop } from './stop.ts'

async function main(): Promise<void> {
  const env = loadEnv()
  const database = await startDatabase(env)
  const app = Fastify({ trustProxy: env.trustProxy, forceCloseConnections: 'idle', return503OnClosing: true })
  const stop = onStop([() => app.close(), () => database.stop()])
  healthRoutes(app, { ready: () => checkServer(database.adminUrl) })
  try {
    await app.listen({ port: env.port, host: env.host })
  } catch (error) {
    await stop()
    throw new Error(await explainListenError(error, env), { cause: error })
  }
  const address = env.publicUrl ?? `http://localhost:${boundPort(app) ?? env.port}`
  printBanner({
    address,
    database: database.description,
    mail: env.mail ? `sent from ${env.mail.from}` : `kept at ${address}/dev/mail until SMTP_URL is set`,
    adminLink: undefined,
  })
}

/** The port that was bound; it differs from the setting when that is 0. */
function boundPort(app: FastifyInstance): number | undefined {
  const address = app.server.address()
  return typeof address === 'object' ? address?.port : undefined
}

try {
  await main()
} catch (error) {
  printFailure(
    error instanceof SettingsError
      ? error.problems
      : [error instanceof Error ? error.message : String(error)],
  )
  process.exit(1)
}
