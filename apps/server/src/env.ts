import {
  oldSecretsOf,
  readSettings,
  settingsNow,
  settingsOfModules,
  secretsAgain,
  settingIssue,
  storedOrNewSecrets,
  storedSecrets,
} from '@hub/api/server'
import type { GuardSeam, S3Settings, SetSecrets, SettingNow } from '@hub/api/server'
import { hasDataFolder, makeStateFolder, resolveStateDir, withWords } from '@hub/db/embedded'
import { z } from 'zod'
import { databaseFields, databaseOf, databaseProblems } from './database-settings.ts'
import type { DatabaseAddress } from './database-settings.ts'
import { backupFields, backupOf, backupProblems } from './backup/backup-settings.ts'
import { LOOPBACK, isIssuer, isOrigin } from './origins.ts'
import { damagedWords, goneWords } from './own-secret.ts'
import { outboundField } from './outbound-setting.ts'
import { s3Fields, s3Of, s3Problems } from './s3-settings.ts'
import { url } from './setting-url.ts'
import { isTrustProxy, trustProxy } from './trust-proxy.ts'
import type { TrustProxy } from './trust-proxy.ts'
import { isWeak, SECRET_BYTES, weakInProduction } from './weak-secrets.ts'

const flag = z.stringbool({ error: 'must be true or false' }).default(false)

const wholeNumber = (otherwise: number) =>
  z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .default(otherwise)

const Settings = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'], { error: 'must be development, production or test' })
    .default('development'),
  PORT: z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .max(65_535, 'must be at most 65535')
    .default(3000),
  HOST: z.string().min(1).default('localhost'),
  PUBLIC_URL: url('http', 'https')
    .transform((value) => new URL(value).origin)
    .optional(),
  ...databaseFields,
  REDIS_URL: url('redis', 'rediss').optional(),
  NATS_URL: url('nats', 'tls').optional(),
  SMTP_URL: url('smtp', 'smtps').optional(),
  MAIL_FROM: z
    .string()
    .includes('@', { error: 'must be a mail address, such as hub@example.com' })
    .optional(),
  HUB_SECRET: z.string().optional(),
  HUB_SECRET_OLD: z.string().optional(),
  TRUST_PROXY: z
    .string()
    .refine(isTrustProxy, { error: 'must be true, false, a number of hops, or a list of addresses' })
    .optional(),
  REGISTRATION: z
    .enum(['open', 'invite', 'closed'], { error: 'must be open, invite or closed' })
    .default('open'),
  PASSWORD_POLICY: z
    .enum(['default', 'passphrase'], { error: 'must be default or passphrase' })
    .default('default'),
  REFRESH_DAYS: wholeNumber(30),
  LIMIT_ANONYMOUS_PER_HOUR: wholeNumber(100),
  LIMIT_USER_PER_HOUR: wholeNumber(1_000),
  LIMIT_FILES_MB: wholeNumber(1_024),
  ALLOW_PRIVATE_UPSTREAMS: flag,
  OUTBOUND_MAP: outboundField,
  RUN_JOBS: z.stringbool({ error: 'must be true or false' }).default(true),
  OPENAI_BASE_URL: url('http', 'https').optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_MODEL: z.string().optional(),
  GOOGLE_CLIENT_ID: z.string().trim().optional(),
  GOOGLE_CLIENT_SECRET: z.string().trim().optional(),
  GOOGLE_ISSUER: z
    .string()
    .refine(isIssuer, {
      error:
        'must be the address of an OpenID provider, such as https://accounts.google.com, with https:// and without a query',
    })
    .default('https://accounts.google.com'),
  ...s3Fields,
  ...backupFields,
  CORS_ORIGINS: z
    .string()
    .transform(listed)
    .refine((origins) => origins.every(isOrigin), {
      error: 'must be a list of exact origins, such as https://app.example.com, with commas between them',
    })
    .default([]),
  HUB_INSECURE_HOST: flag,
  METRICS_TOKEN: z
    .string()
    .regex(/^\S{16,}$/, 'must be at least 16 characters without spaces')
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('http', 'https').optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be trace, debug, info, warn, error or silent',
    })
    .default('warn'),
})
type Settings = z.infer<typeof Settings>

/** Every setting of the server itself. */
export const settingNames: readonly string[] = Object.keys(Settings.shape)

function listed(value: string): string[] {
  return value.split(',').flatMap((part) => part.trim() || [])
}

/** The settings of the server, checked; the only way by which the environment reaches its code. */
export interface Env extends DatabaseAddress, SetSecrets {
  /** 0 takes any free port. */
  port: number
  /** `localhost` binds both 127.0.0.1 and ::1. */
  host: string
  /** Canonical origin for links, cookies and audiences; undefined follows the port that was bound. */
  publicUrl: string | undefined
  stateDir: string
  /** Undefined counts limits in each process by itself. */
  redisUrl: string | undefined
  /** Undefined tells no NATS server what happens. */
  natsUrl: string | undefined
  mail: { smtpUrl: string; from: string } | undefined
  /** The secrets as their files say now, the newest first. Throws where they cannot be read. */
  readSecrets: () => readonly [string, ...string[]]
  /** Secrets of services, as their files say now. */
  settingNow: SettingNow
  /** Which proxies may say who the client is; false believes none. */
  trustProxy: TrustProxy
  registration: 'open' | 'invite' | 'closed'
  passwordPolicy: 'default' | 'passphrase'
  /** How long a remembered sign-in lasts unused. */
  refreshDays: number
  callsPerHour: { anonymous: number; user: number }
  /** False on a server beside which workers run as processes of their own. */
  runsJobs: boolean
  /** Of all files of one organization together. */
  organizationFileBytes: number
  /** Whether endpoints may lie in the operator's own network. */
  allowPrivateUpstreams: boolean
  /** What stands for hosts that are led to other addresses in development; undefined leads none. */
  internet: GuardSeam | undefined
  model: { baseUrl: string; apiKey: string | undefined; model: string | undefined } | undefined
  /** Sign-in with Google, or another OpenID provider in its place; undefined offers none. */
  google: { issuer: string; clientId: string; clientSecret: string } | undefined
  /** A bucket for files; undefined keeps them in the state folder. */
  s3: S3Settings | undefined
  backup: ReturnType<typeof backupOf>
  logLevel: Settings['LOG_LEVEL']
  /** Pages of these origins may call the doors for programs. */
  corsOrigins: readonly string[]
  /** Lets programs on other machines read /metrics. */
  metricsToken: string | undefined
  /** Where traces go by OTLP over HTTP; undefined makes none. */
  tracesUrl: string | undefined
  /** Everything that is set, of which modules read their own. */
  all: Readonly<Record<string, string>>
}

/** One or more settings are wrong; every entry of `problems` is one sentence for the operator. */
export class SettingsError extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.name = 'SettingsError'
    this.problems = problems
  }
}

/**
 * Reads the settings. An empty value counts as absent. Throws SettingsError. In development a missing
 * HUB_SECRET is generated once into the state folder, readable by its owner only.
 */
export function loadEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const { settings: present, problems: unreadable } = readSettings(source)
  if (unreadable.length > 0) throw new SettingsError(unreadable)
  const parsed = Settings.safeParse(present)
  if (!parsed.success) throw new SettingsError(parsed.error.issues.map(settingIssue))
  const settings = parsed.data
  const now = settingsNow(source)
  const problems = [...contradictions(settings), ...backupProblems(settings, now)]
  if (problems.length > 0) throw new SettingsError(problems)

  const stateDir = resolveStateDir(present)
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL,
    stateDir,
    ...databaseOf(settings),
    redisUrl: settings.REDIS_URL,
    natsUrl: settings.NATS_URL,
    mail:
      settings.SMTP_URL && settings.MAIL_FROM
        ? mailNow(now, { smtpUrl: settings.SMTP_URL, from: settings.MAIL_FROM })
        : undefined,
    ...secretsOf(settings, stateDir),
    readSecrets: () => secretsAgain(source, stateDir),
    settingNow: now,
    trustProxy: trustProxy(settings.TRUST_PROXY),
    registration: settings.REGISTRATION,
    passwordPolicy: settings.PASSWORD_POLICY,
    refreshDays: settings.REFRESH_DAYS,
    callsPerHour: { anonymous: settings.LIMIT_ANONYMOUS_PER_HOUR, user: settings.LIMIT_USER_PER_HOUR },
    runsJobs: settings.RUN_JOBS,
    organizationFileBytes: settings.LIMIT_FILES_MB * 1024 * 1024,
    allowPrivateUpstreams: settings.ALLOW_PRIVATE_UPSTREAMS,
    internet: settings.OUTBOUND_MAP,
    model: settings.OPENAI_BASE_URL
      ? { baseUrl: settings.OPENAI_BASE_URL, apiKey: settings.OPENAI_API_KEY, model: settings.OPENAI_MODEL }
      : undefined,
    google: googleOf(settings, now),
    s3: s3Of(settings, now),
    backup: backupOf(settings, { stateDir, now }),
    logLevel: settings.LOG_LEVEL,
    corsOrigins: settings.CORS_ORIGINS,
    metricsToken: settings.METRICS_TOKEN,
    tracesUrl: settings.OTEL_EXPORTER_OTLP_ENDPOINT,
    all: settingsOfModules(source, now),
  }
}

/** What their files say is read again for each mail. */
function mailNow(now: SettingNow, { smtpUrl, from }: { smtpUrl: string; from: string }): Env['mail'] {
  let sender = from
  return {
    get smtpUrl() {
      return now('SMTP_URL') ?? smtpUrl
    },
    get from() {
      const again = now('MAIL_FROM')
      if (again?.includes('@')) sender = again
      return sender
    },
  }
}

function googleOf(settings: Settings, now: SettingNow): Env['google'] {
  const { GOOGLE_ISSUER: issuer, GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = settings
  if (!clientId || !clientSecret) return undefined
  return {
    issuer,
    clientId,
    get clientSecret() {
      return now('GOOGLE_CLIENT_SECRET')?.trim() ?? clientSecret
    },
  }
}

/** What each setting allows by itself but not together with another. */
function contradictions(settings: Settings): string[] {
  const problems: string[] = []
  if (settings.HUB_SECRET !== undefined && isWeak(settings.HUB_SECRET)) {
    problems.push(
      `HUB_SECRET must be at least ${SECRET_BYTES} bytes of random text; make one with: npm run hub -- secrets (or openssl rand -base64 48).`,
    )
  }
  problems.push(...weakInProduction(settings))
  if (settings.SMTP_URL && !settings.MAIL_FROM) {
    problems.push('MAIL_FROM must be set together with SMTP_URL, it is the address mail comes from.')
  }
  if (Boolean(settings.GOOGLE_CLIENT_ID) !== Boolean(settings.GOOGLE_CLIENT_SECRET))
    problems.push(
      'GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET must be set together; both come from the same page of the Google console.',
    )
  problems.push(...s3Problems(settings))
  problems.push(...databaseProblems(settings))
  const https = settings.PUBLIC_URL?.startsWith('https://') ?? false
  if (!LOOPBACK.has(settings.HOST) && !https && !settings.HUB_INSECURE_HOST) {
    problems.push(
      `HOST ${settings.HOST} is reachable from other machines, so PUBLIC_URL must begin with https:// (or set HUB_INSECURE_HOST=true and accept that passwords travel in the clear).`,
    )
  }
  return problems
}

/** The setting, or what the hub made for itself in its state folder. */
function secretsOf({ HUB_SECRET: set, HUB_SECRET_OLD: old }: Settings, stateDir: string): SetSecrets {
  const { oldSecrets, isOldSecretLost } = oldSecretsOf(old)
  if (set !== undefined) return { secret: set, oldSecrets, isOldSecretLost }
  const stored = withWords(stateDir, () => {
    makeStateFolder(stateDir)
    if (!isOldSecretLost && hasDataFolder(stateDir) && !storedSecrets(stateDir))
      throw new SettingsError([goneWords(stateDir)])
    return storedOrNewSecrets(stateDir)
  })
  if (isWeak(stored.secret)) throw new SettingsError([damagedWords(stateDir)])
  return { secret: stored.secret, oldSecrets: [...stored.oldSecrets, ...oldSecrets], isOldSecretLost }
}
