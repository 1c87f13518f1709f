import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { moveLogins, openDatabase, prepareDatabase } from '@hub/db'
import type { Database, PreparedDatabase } from '@hub/db'
import type { Logger } from 'pino'
import { createHub } from './create-hub.ts'
import { stopAnswers } from './features/assistant/run.ts'
import { modules } from './modules/index.ts'
import { readEnvironments } from './platform/environment.ts'
import type { Environment } from './platform/environment.ts'
import type { GuardSeam } from './platform/outside/guarded-fetch.ts'
import type { Hub, HubSettings } from './platform/hub.ts'
import type { FileStore } from './platform/files/file-store.ts'
import { createLog } from './platform/logs/log.ts'
import type { NatsBridge } from './platform/events/nats.ts'
import type { SharedRedis } from './platform/events/redis.ts'
import type { Sweep } from './platform/schedules/schedule-rows.ts'
import { createSecretKeeper, followMark } from './platform/secrets/keeper.ts'
import type { SecretKeeper } from './platform/secrets/keeper.ts'
import { SecretRing } from './platform/secrets/ring.ts'
import type { MailSender } from './platform/mail/mail.ts'

/** Name of the database the hub makes for itself on the built-in server. */
export const OWN_DATABASE = 'hub'

/** The administrator's address of the hub's own database, which may not be there yet. */
export function hubDatabaseUrl(adminUrl: string, embedded: boolean): string {
  if (!embedded) return adminUrl
  const url = new URL(adminUrl)
  url.pathname = `/${OWN_DATABASE}`
  return url.href
}

/** What holds unless the operator says otherwise (AUTH-1, AUTH-4, GW-1). */
const defaults = {
  passwordPolicy: 'default',
  refreshDays: 30,
  callsPerHour: { anonymous: 100, user: 1_000 },
} as const satisfies Partial<HubSettings>

export interface OpenHubOptions {
  /** Address with the rights to create roles and databases, at PostgreSQL itself. */
  adminUrl: string
  /** Any address that leads to the same database through a pooler, which requests are to use. */
  pooledUrl?: string | undefined
  /** True on the built-in server, where the hub makes a database of its own. */
  embedded: boolean
  secret: string
  /** Secrets before it, while one takes the place of another. Default: none. */
  oldSecrets?: readonly string[]
  /** True where a secret before is lost for good, and with it what it sealed. */
  isOldSecretLost?: boolean
  /** The secrets as they are set now, the newest first, where files of them may change. */
  readSecrets?: () => readonly [string, ...string[]]
  /** The process's settings, of which modules read their own. Absent: none is set. */
  environment?: Environment
  settings: Omit<HubSettings, keyof typeof defaults> & Partial<HubSettings>
  preparedStatements: boolean
  /** Told in one line when another program is waited for. Default: a line of the log. */
  onWait?: (message: string) => void
  logLevel: string
  /** redis:// or rediss:// of a Redis that all servers of this hub share. */
  redisUrl?: string | undefined
  /** nats:// or tls:// of a NATS server with JetStream that is told what happens. */
  natsUrl?: string | undefined
  /** Absent in a process that delivers no mail; the server's dispatcher then sends what this one queued. */
  mail?: MailSender
  /** Absent in a process that stores no files. */
  files?: FileStore
  /** What else comes round, of the program that this hub is part of. */
  chores?: readonly Sweep[]
  /** In place of the internet, or of some of its hosts, for addresses of organizations: for development alone. */
  internet?: GuardSeam | undefined
  /** Standard error in programs whose output belongs to somebody else. */
  logTo?: 'stdout' | 'stderr'
}

export interface OpenHub {
  hub: Hub
  /** The administrator's address of the hub's own database. */
  adminUrl: string
  /** Ends deliveries and closes every connection to the database. */
  stop(): Promise<void>
}

const noMail: MailSender = {
  send: () => Promise.reject(new Error('This process delivers no mail.')),
}

/** Servers with the same secrets are one hub; two hubs on one Redis must not meet in their keys. */
async function redisOf(
  { redisUrl }: OpenHubOptions,
  ring: SecretRing,
  log: Logger,
): Promise<SharedRedis | null> {
  if (redisUrl === undefined) return null
  // Most hubs have none, and need not load what speaks to one.
  const { openRedis } = await import('./platform/events/redis.ts')
  const own = ring.keys('redis').current.export().toString('hex').slice(0, 8)
  return openRedis({ url: redisUrl, keyPrefix: `hub:${own}:`, log })
}

async function natsOf({ natsUrl: url }: OpenHubOptions, log: Logger): Promise<NatsBridge | null> {
  if (url === undefined) return null
  const { openNats } = await import('./platform/events/nats.ts')
  return openNats({ url, log })
}

interface Prepared {
  prepared: PreparedDatabase
  db: Database
  ring: SecretRing
  keeper: SecretKeeper
}

/** The database brought up to date, and the secret that is in force there. */
async function openPrepared(options: OpenHubOptions, log: Logger): Promise<Prepared> {
  const { adminUrl, embedded, secret, oldSecrets = [], isOldSecretLost = false, onWait } = options
  const ring = new SecretRing([secret, ...oldSecrets])
  const prepared = await prepareDatabase({
    adminUrl,
    secret,
    oldSecrets,
    isOldSecretLost,
    modules,
    pooledUrl: options.pooledUrl,
    onWait: onWait ?? ((message) => log.warn(message)),
    ...(embedded && { database: OWN_DATABASE }),
  })
  const db = openDatabase({
    appUrl: prepared.appUrl,
    systemUrl: prepared.systemUrl,
    direct: prepared.direct,
    prepared: options.preparedStatements,
    modules,
    secrets: () => ring.texts,
    onError: (err) => log.warn({ err }, 'a database connection broke'),
  })
  const { readSecrets: readAgain = () => [secret, ...oldSecrets] as const } = options
  const keeper = createSecretKeeper({ db, ring, log, readAgain })
  try {
    await followMark({ db, ring }, { loginSecret: prepared.loginSecret, isOldSecretLost })
    await keeper.look()
  } catch (error) {
    await db.close()
    throw error
  }
  return { prepared, db, ring, keeper }
}

/**
 * Makes the hub of one process from its settings, on a prepared and migrated database. The caller starts
 * `hub.outbox` where this process is to deliver events. Throws a DatabaseSetupError in plain words.
 */
export async function openHub(options: OpenHubOptions): Promise<OpenHub> {
  const { secret, settings, mail = noMail, files, chores = [] } = options
  const { environment = {}, internet } = options
  // Before anything is set up, so that a wrong setting is the first thing one hears of.
  readEnvironments(modules, environment)
  const log = createLog(options)
  const { db, prepared, ring, keeper } = await openPrepared(options, log)
  const redis = await redisOf(options, ring, log)
  const nats = await natsOf(options, log)
  const hub = createHub({
    db,
    nats,
    secret,
    secrets: { ring, keeper, moveLogins: (text) => moveLogins(prepared.adminUrl, text) },
    settings: { ...defaults, ...settings },
    mail,
    log,
    redis,
    modules,
    environment,
    internet,
    chores,
    ...(files && { files }),
  })
  await hub.outbox.register()
  hub.fanout.start()
  keeper.start()
  return {
    hub,
    adminUrl: prepared.adminUrl,
    async stop() {
      await stopAnswers(hub)
      await hub.outbox.stop()
      await nats?.close()
      await hub.durable.close()
      await hub.calls.stop()
      await hub.fanout.stop()
      await keeper.stop()
      await db.close()
      await redis?.close()
    },
  }
}

const urlFile = (stateDir: string) => join(stateDir, 'hub.url')

/** Leaves the running hub's address for the programs beside it. */
export const rememberPublicUrl = (stateDir: string, publicUrl: string): void =>
  writeFileSync(urlFile(stateDir), publicUrl)

/** Address of the hub that runs, or last ran, on this state folder. */
export function knownPublicUrl(stateDir: string): string | undefined {
  try {
    const url = readFileSync(urlFile(stateDir), 'utf8').trim()
    return URL.canParse(url) ? url : undefined
  } catch {
    return undefined
  }
}
