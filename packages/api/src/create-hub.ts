import { pino } from 'pino'
import type { Logger } from 'pino'
import type { Database } from '@hub/db'
import { createAccessTokens } from './features/auth/adapters/jose-access-tokens.ts'
import { createAuthorizationServer } from './features/auth/adapters/oidc-server.ts'
import { declaredBy } from './declared.ts'
import { createSender } from './features/endpoints/service.ts'
import { jobKindsOf } from './job-kinds.ts'
import { listeners } from './listeners.ts'
import { backgroundExportsOf, exportsOf } from './open-file.ts'
import { createAddressBlocks } from './platform/access/address-blocks.ts'
import { createAnswerCache } from './platform/cache/answer-cache.ts'
import { createBus } from './platform/events/bus.ts'
import { createCallLog } from './platform/logs/call-log.ts'
import { createCatalog } from './platform/catalog/create-catalog.ts'
import { createDurableClient } from './platform/durable/client.ts'
import { createFanout } from './platform/events/fanout.ts'
import { noFiles } from './platform/files/file-store.ts'
import type { FileStore } from './platform/files/file-store.ts'
import type { GuardSeam } from './platform/outside/guarded-fetch.ts'
import type { Hub, HubKeys, HubSecrets, HubSettings } from './platform/hub.ts'
import { CreditLines } from './platform/credits/credit-lines.ts'
import { createCredentialGuard } from './platform/access/credential-guard.ts'
import { createLive } from './platform/live/live.ts'
import { createLimits } from './platform/limits/limits.ts'
import type { MailSender } from './platform/mail/mail.ts'
import { createMetrics } from './platform/logs/metrics.ts'
import type { NatsBridge } from './platform/events/nats.ts'
import { createOutbox } from './platform/events/outbox.ts'
import type { SharedRedis } from './platform/events/redis.ts'
import { SecretRing } from './platform/secrets/ring.ts'
import { createStreamSlots } from './platform/limits/stream-slots.ts'
import { logStatement } from './platform/logs/statement-log.ts'
import { createVitals } from './platform/logs/vitals.ts'
import { watchedFiles } from './platform/files/watched-files.ts'
import type { AnyRouter } from '@trpc/server'
import { routerOf } from './router.ts'
import { modules as allModules } from './modules/index.ts'
import { readEnvironments } from './platform/environment.ts'
import type { Environment } from './platform/environment.ts'
import type { HubModule } from './platform/module.ts'
import { schemaNamesOf } from './schema-names.ts'
import { sealedThings } from './sealed-things.ts'
import { RUN_PREFIX, advance } from './features/workflows/service.ts'
import { createScheduler } from './platform/schedules/scheduler.ts'
import type { Sweep } from './platform/schedules/schedule-rows.ts'
import { sweeps } from './sweeps.ts'

export interface HubOptions {
  db: Database
  /** At least 32 characters; every other key is derived from it. */
  secret: string
  /** Where the secret may be changed while the hub runs; `secret` is then the newest. Absent: it stays as it is. */
  secrets?: Omit<HubSecrets, 'things'>
  settings: HubSettings
  mail: MailSender
  /** Absent in a process that stores none. */
  files?: FileStore
  log?: Logger
  now?: () => Date
  /** Shares limits and cached answers with other servers; the caller closes it. */
  redis?: SharedRedis | null
  modules?: readonly HubModule[]
  /** Where settings of modules are read. Absent: none is set. */
  environment?: Environment
  /** What else comes round, of the program that this hub is part of. */
  chores?: readonly Sweep[]
  /** Other procedures than the product's, for tests of the doors. */
  router?: AnyRouter
  /** Where clients publish who they are, in place of the internet, for tests. */
  clientDocuments?: GuardSeam
  /** Is told what happens as well; the caller closes it. */
  nats?: NatsBridge | null
  /** What tests and development put in the place of the internet, for addresses of organizations. */
  internet?: GuardSeam | undefined
}

const keysOf = (ring: SecretRing): HubKeys => ({
  cursor: ring.keys('cursor'),
  approval: ring.keys('approval'),
  elicitation: ring.keys('elicitation'),
  refresh: ring.keys('refresh'),
  seal: ring.keys('seal'),
  oauth: ring.keys('oauth'),
  webhook: ring.keys('webhook'),
  unsubscribe: ring.keys('unsubscribe'),
  push: ring.keys('push'),
  sameWork: ring.keys('same work'),
})

const listsAsFiles = (
  hub: () => Hub,
  modules: readonly HubModule[],
): Pick<Hub, 'exports' | 'backgroundExports'> => ({
  exports: exportsOf(hub, modules),
  backgroundExports: backgroundExportsOf(hub, modules),
})

/** Those that may change, or the one there is for ever. */
const secretsOf = ({ secret, secrets }: HubOptions, modules: readonly HubModule[]): HubSecrets => ({
  ...(secrets ?? { ring: new SecretRing([secret]), keeper: null, moveLogins: null }),
  things: sealedThings(modules),
})

const watchStatements = (db: Database, { metrics, log }: Pick<Hub, 'metrics' | 'log'>) =>
  db.watch((statement) => {
    metrics.statement(statement)
    logStatement(log, statement)
  })

type Granting = Pick<HubOptions, 'db' | 'settings'> &
  Pick<Hub, 'now' | 'keys'> & { clientDocuments: HubOptions['clientDocuments'] | undefined }

/** How the hub reaches addresses that organizations name. */
const sending = (
  hub: () => Hub,
  { log, internet }: Pick<HubOptions, 'internet'> & Pick<Hub, 'log'>,
): Pick<Hub, 'sender' | 'outside'> => ({
  sender: createSender({ hub, log }),
  outside: { seam: internet },
})

/** How readers here and on other servers hear of what was written. */
function toldBetween(options: Pick<Hub, 'db' | 'redis' | 'log'>): Pick<Hub, 'fanout' | 'bus' | 'live'> {
  const fanout = createFanout(options)
  const bus = createBus(fanout)
  return { fanout, bus, live: createLive({ ...options, bus }) }
}

/** What lets people and applications in. */
const grantingAccess = (
  hub: () => Hub,
  { db, settings, now, keys, clientDocuments }: Granting,
): Pick<Hub, 'accessTokens' | 'authorizationServer'> => ({
  accessTokens: createAccessTokens({ db, sealKey: keys.seal, origin: settings.publicUrl, now }),
  authorizationServer: createAuthorizationServer({ hub, documents: clientDocuments }),
})

/** Puts a hub together from its parts; the caller starts and stops the dispatcher. */
export function createHub({
  modules = allModules,
  router = routerOf(modules),
  log = pino({ level: 'silent' }),
  now = () => new Date(),
  redis = null,
  files = noFiles,
  chores = [],
  clientDocuments,
  internet,
  ...options
}: HubOptions): Hub {
  const { db, settings, mail } = options
  const secrets = secretsOf(options, modules)
  const keys = keysOf(secrets.ring)
  const vitals = createVitals()
  const metrics = createMetrics({ db, vitals })
  watchStatements(db, { metrics, log })
  const onRefusal = (limit: string) => metrics.limitRefused(limit)
  const limits = createLimits({ redis, onRefusal })
  const told = toldBetween({ db, redis, log })
  const hub: Hub = {
    db,
    ...sending(() => hub, { log, internet }),
    vitals,
    metrics,
    settings,
    keys,
    secrets,
    mail,
    files: watchedFiles(files, { vitals, now }),
    log,
    now,
    ...told,
    cache: createAnswerCache({ redis, key: secrets.ring.keys('cache'), log, metrics, now }),
    calls: createCallLog({ db, log }),
    credits: new CreditLines(db),
    durable: createDurableClient({ db, log }),
    jobKinds: jobKindsOf(() => hub, modules),
    runners: new Map([[RUN_PREFIX, (orgId, runId) => advance(hub, orgId, runId)]]),
    redis,
    ...declaredBy(modules),
    environment: readEnvironments(modules, options.environment ?? {}),
    ...listsAsFiles(() => hub, modules),
    limits,
    blocks: createAddressBlocks({ db, fanout: told.fanout, log, now }),
    streams: createStreamSlots({ onRefusal }),
    credentials: createCredentialGuard({ limits, perHour: settings.callsPerHour.anonymous }),
    ...grantingAccess(() => hub, { db, settings, now, keys, clientDocuments }),
    catalog: createCatalog(router, () => hub, schemaNamesOf(modules)),
    schedules: createScheduler({ db, log, bus: told.bus, sweeps: sweeps(() => hub, modules, chores) }),
    outbox: createOutbox({
      db,
      log,
      listeners: listeners(() => hub, modules, options.nats),
      pumps: () => [hub.sender, hub.schedules],
    }),
  }
  return hub
}
