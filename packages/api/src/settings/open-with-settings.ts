import { join } from 'node:path'
import { localFiles, s3Files } from '../features/files/service.ts'
import { openHub } from '../open-hub.ts'
import type { OpenHub, OpenHubOptions } from '../open-hub.ts'
import type { FileStore } from '../platform/files/file-store.ts'
import type { SetSecrets } from '../platform/secrets/stored-secrets.ts'
import type { HubEnv } from './hub-settings.ts'

/** Where a hub of these settings keeps its files. */
export const filesOf = ({ s3, stateDir }: Pick<HubEnv, 's3' | 'stateDir'>): FileStore =>
  s3 ? s3Files(s3) : localFiles(join(stateDir, 'files'))

/** What else a program knows of the hub it opens. */
type Beside = Pick<OpenHubOptions, 'adminUrl' | 'pooledUrl' | 'embedded'> &
  Partial<Pick<OpenHubOptions, 'mail' | 'chores' | 'logTo' | 'onWait'>> & {
    publicUrl: string
    mailPage?: string | null
  }

function modelOf({ model, settingNow }: HubEnv): OpenHubOptions['settings']['model'] {
  if (!model) return null
  return {
    baseUrl: model.baseUrl,
    get apiKey() {
      return settingNow('OPENAI_API_KEY') ?? ''
    },
    name: model.model ?? 'default',
  }
}

/** The hub of one process from the operator's settings, the same in every program. Without a mail sender it only queues mail. */
export function openHubWith(
  env: HubEnv & SetSecrets,
  { publicUrl, mailPage = null, ...beside }: Beside,
): Promise<OpenHub> {
  return openHub({
    ...beside,
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
      publicUrl,
      registration: env.registration,
      passwordPolicy: env.passwordPolicy,
      refreshDays: env.refreshDays,
      callsPerHour: env.callsPerHour,
      organizationFileBytes: env.organizationFileBytes,
      allowPrivateUpstreams: env.allowPrivateUpstreams,
      model: modelOf(env),
      google: env.google ?? null,
      mailPage,
    },
    files: filesOf(env),
  })
}
