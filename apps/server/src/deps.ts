import { join } from 'node:path'
import { localFiles, openHub as openHubOn, s3Files } from '@hub/api/server'
import type { FileStore, MailSender, OpenHub, Sweep } from '@hub/api/server'
import { printNotice } from './banner.ts'
import type { ServerDatabase } from './database.ts'
import type { Env } from './env.ts'
import { mailPageOf } from './mail/mail.ts'

/** Address people open; without PUBLIC_URL it follows the port. */
export const publicUrlOf = ({ publicUrl, port }: Pick<Env, 'publicUrl' | 'port'>): string =>
  publicUrl ?? `http://localhost:${port}`

/** Where this hub keeps its files. */
export const filesOf = ({ s3, stateDir }: Pick<Env, 's3' | 'stateDir'>): FileStore =>
  s3 ? s3Files(s3) : localFiles(join(stateDir, 'files'))

interface Beside {
  mail?: MailSender
  chores?: readonly Sweep[]
  /** Standard error where the output is what a program reads. */
  logTo?: 'stderr'
}

/** The hub of this process from the server's settings. Without a mail sender it only queues mail. */
export function openHub(
  env: Env,
  database: ServerDatabase,
  { mail, chores, logTo }: Beside = {},
): Promise<OpenHub> {
  const { model, settingNow } = env
  return openHubOn({
    adminUrl: database.adminUrl,
    pooledUrl: database.pooledUrl,
    embedded: database.embedded,
    onWait: printNotice,
    secret: env.secret,
    oldSecrets: env.oldSecrets,
    isOldSecretLost: env.isOldSecretLost,
    readSecrets: env.readSecrets,
    redisUrl: env.redisUrl,
    natsUrl: env.natsUrl,
    preparedStatements: env.preparedStatements,
    logLevel: env.logLevel,
    environment: env.all,
    internet: env.internet,
    settings: {
      publicUrl: publicUrlOf(env),
      registration: env.registration,
      passwordPolicy: env.passwordPolicy,
      refreshDays: env.refreshDays,
      callsPerHour: env.callsPerHour,
      organizationFileBytes: env.organizationFileBytes,
      allowPrivateUpstreams: env.allowPrivateUpstreams,
      model: model
        ? {
            baseUrl: model.baseUrl,
            get apiKey() {
              return settingNow('OPENAI_API_KEY') ?? ''
            },
            name: model.model ?? 'default',
          }
        : null,
      google: env.google ?? null,
      mailPage: mailPageOf(env, publicUrlOf(env)),
    },
    files: filesOf(env),
    ...(mail && { mail }),
    ...(chores && { chores }),
    ...(logTo && { logTo }),
  })
}
