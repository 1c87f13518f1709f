import { pino } from 'pino'
import type { Logger } from 'pino'
import type { Database } from '@hub/db'
import { createAccessTokens } from './features/auth/adapters/jose-access-tokens.ts'
import { listeners } from './listeners.ts'
import { createBus } from './platform/bus.ts'
import { createCatalog } from './platform/catalog.ts'
import type { Hub, HubSettings } from './platform/hub.ts'
import { createLimits } from './platform/limits.ts'
import type { MailSender } from './platform/mail.ts'
import { createOutbox } from './platform/outbox.ts'
import { deriveKey } from './platform/secrets.ts'
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
}

/** Puts a hub together from its parts; the caller starts and stops the dispatcher. */
export function createHub({ db, secret, settings, mail, log = pino({ level: 'silent' }), now = () => new Date() }: HubOptions): Hub {
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
    limits: createLimits(),
    accessTokens: createAccessTokens({ db, sealKey: keys.seal, origin: settings.publicUrl }),
    catalog: createCatalog(appRouter, () => hub),
    outbox: createOutbox({ db, log, listeners: listeners(() => hub), sweeps: sweeps(() => hub) }),
  }
  return hub
}
