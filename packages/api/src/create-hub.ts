import { pino } from 'pino'
import type { Logger } from 'pino'
import type { Database } from '@hub/db'
import { createAccessTokens } from './features/auth/adapters/jose-access-tokens.ts'
import { listeners } from './listeners.ts'
import { createBus } from './platform/bus.ts'
import { createCallLog } from './platform/call-log.ts'
import { createCatalog } from './platform/catalog.ts'
import type { Hub, HubSettings } from './platform/hub.ts'
import { createLimits } from './platform/limits.ts'
import type { MailSender } from './platform/mail.ts'
import { createOutbox } from './platform/outbox.ts'
import { deriveKey } from './platform/secrets.ts'
import type { AnyRouter } from '@trpc/server'
import { appRouter } from './router.ts'
import { sweeps } from './sweeps.ts'

export interface HubOptions {
  db: Database
  /** At least 32 characters; every other key is derived from it. */
  secret: string
  settings: HubSettings
  mail: MailSender
  log?: Logger
  now?: () => Date
  /** Other procedures than the product's, for tests of the doors. */
  router?: AnyRouter
}

/** Puts a hub together from its parts; the caller starts and stops the dispatcher. */
export function createHub({
  router = appRouter,
  log = pino({ level: 'silent' }),
  now = () => new Date(),
  ...options
}: HubOptions): Hub {
  const { db, secret, settings, mail } = options
  const keys = {
    cursor: deriveKey(secret, 'cursor'),
    approval: deriveKey(secret, 'approval'),
    refresh: deriveKey(secret, 'refresh'),
    seal: deriveKey(secret, 'seal'),
  }
  const hub: Hub = {
    db,
    settings,
    keys,
    mail,
    log,
    now,
    bus: createBus(),
    calls: createCallLog({ db, log }),
    limits: createLimits(),
    accessTokens: createAccessTokens({ db, sealKey: keys.seal, origin: settings.publicUrl, now }),
    catalog: createCatalog(router, () => hub),
    outbox: createOutbox({ db, log, listeners: listeners(() => hub), sweeps: sweeps(() => hub) }),
  }
  return hub
}
