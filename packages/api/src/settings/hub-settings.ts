import { resolveStateDir } from '@hub/db/embedded'
import { z } from 'zod'
import { modules } from '../modules/index.ts'
import { environmentProblems } from '../platform/environment.ts'
import type { S3Settings } from '../platform/files/s3-client.ts'
import type { GoogleSettings, HubSettings } from '../platform/hub.ts'
import type { GuardSeam } from '../platform/outside/guarded-fetch.ts'
import type { Source } from '../platform/secrets/secret-files.ts'
import type { SettingNow } from '../platform/secrets/setting-now.ts'
import { secretsAgain } from '../platform/secrets/stored-secrets.ts'
import { settingIssue } from '../shared/issues.ts'
import { databaseFields, databaseOf, databaseProblems } from './database-settings.ts'
import type { DatabaseAddress } from './database-settings.ts'
import { googleFields, googleOf, googleProblems } from './google-settings.ts'
import { mailFields, mailOfSettings, mailProblems } from './mail-settings.ts'
import type { MailSettings } from './mail-settings.ts'
import { readSettings, settingsNow, settingsOfModules } from './operator-settings.ts'
import { LOOPBACK } from './origins.ts'
import { outboundField } from './outbound-setting.ts'
import { publicUrlField } from './public-url.ts'
import { s3Fields, s3Of, s3Problems } from './s3-settings.ts'
import { url } from './setting-url.ts'
import { SettingsError } from './settings-error.ts'
import { isTrustProxy, trustProxy } from './trust-proxy.ts'
import type { TrustProxy } from './trust-proxy.ts'
import { SECRET_BYTES, isWeak, weakInProduction } from './weak-secrets.ts'

const flag = z.stringbool({ error: 'must be true or false' }).default(false)

const wholeNumber = (otherwise: number) =>
  z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .default(otherwise)

/** A port to listen at; 0 takes any free one. */
export const portField = (otherwise: number) =>
  z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .max(65_535, 'must be at most 65535')
    .default(otherwise)

/** What an operator sets for a hub, whichever of its programs reads it. */
export const hubFields = {
  NODE_ENV: z
    .enum(['development', 'production', 'test'], { error: 'must be development, production or test' })
    .default('development'),
  HOST: z.string().min(1).default('localhost'),
  HUB_INSECURE_HOST: flag,
  PUBLIC_URL: publicUrlField,
  ...databaseFields,
  REDIS_URL: url('redis', 'rediss').optional(),
  NATS_URL: url('nats', 'tls').optional(),
  ...mailFields,
  HUB_SECRET: z.string().optional(),
  HUB_SECRET_OLD: z.string().optional(),
  TRUST_PROXY: z
    .string()
    .refine(isTrustProxy, {
      error: 'must be true, false, a number of hops, or a list of addresses and networks such as 10.0.0.0/8',
    })
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
  OPENAI_BASE_URL: url('http', 'https').optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_MODEL: z.string().optional(),
  ...googleFields,
  ...s3Fields,
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be trace, debug, info, warn, error or silent',
    })
    .default('warn'),
}
export type HubFields = z.infer<z.ZodObject<typeof hubFields>>

/** The settings of a hub, checked. */
export interface HubEnv extends DatabaseAddress {
  stateDir: string
  /** `localhost` binds both 127.0.0.1 and ::1. */
  host: string
  /** Canonical origin for links, cookies and audiences; undefined follows the port that was bound. */
  publicUrl: string | undefined
  /** Undefined counts limits in each process by itself. */
  redisUrl: string | undefined
  /** Undefined tells no NATS server what happens. */
  natsUrl: string | undefined
  mail: MailSettings | undefined
  /** The secrets as their files say now, the newest first. Throws where they cannot be read. */
  readSecrets: () => readonly [string, ...string[]]
  /** Secrets of services, as their files say now. */
  settingNow: SettingNow
  /** Which proxies may say who the client is; false believes none. */
  trustProxy: TrustProxy
  registration: HubSettings['registration']
  passwordPolicy: HubSettings['passwordPolicy']
  /** How long a remembered sign-in lasts unused. */
  refreshDays: number
  callsPerHour: HubSettings['callsPerHour']
  /** Of all files of one organization together. */
  organizationFileBytes: number
  /** Whether endpoints may lie in the operator's own network. */
  allowPrivateUpstreams: boolean
  /** What stands for hosts that are led to other addresses in development; undefined leads none. */
  internet: GuardSeam | undefined
  model: { baseUrl: string; apiKey: string | undefined; model: string | undefined } | undefined
  /** Sign-in with Google, or another OpenID provider in its place; undefined offers none. */
  google: GoogleSettings | undefined
  /** A bucket for files; undefined keeps them in the state folder. */
  s3: S3Settings | undefined
  logLevel: HubFields['LOG_LEVEL']
  /** Everything that is set, of which modules read their own. */
  all: Readonly<Record<string, string>>
}

/** Where settings were read, and how those that change are read again. */
export interface SettingsReading {
  source: Source
  stateDir: string
  now: SettingNow
}

/**
 * What a program's schema makes of its environment; an empty value counts as absent, and secrets come from their files.
 * Settings of modules are looked at as well, so that whoever asks hears of all that is wrong at once. Throws SettingsError.
 */
export function parseSettings<Settings>(
  schema: z.ZodType<Settings>,
  source: Source,
): { settings: Settings; reading: SettingsReading } {
  const { settings: present, problems: unreadable } = readSettings(source)
  if (unreadable.length > 0) throw new SettingsError(unreadable)
  const parsed = schema.safeParse(present)
  const problems = [
    ...(parsed.error?.issues.map(settingIssue) ?? []),
    ...environmentProblems(modules, present),
  ]
  if (parsed.data === undefined || problems.length > 0) throw new SettingsError(problems)
  const reading = { source, stateDir: resolveStateDir(present), now: settingsNow(source) }
  return { settings: parsed.data, reading }
}

/** What each setting allows by itself but not together with another. */
export function hubProblems(settings: HubFields & { METRICS_TOKEN?: string | undefined }): string[] {
  const weakSecret =
    settings.HUB_SECRET !== undefined && isWeak(settings.HUB_SECRET)
      ? [
          `HUB_SECRET must be at least ${SECRET_BYTES} bytes of random text; make one with: npm run hub -- secrets (or openssl rand -base64 48).`,
        ]
      : []
  return [
    ...weakSecret,
    ...weakInProduction(settings),
    ...mailProblems(settings),
    ...googleProblems(settings),
    ...s3Problems(settings),
    ...databaseProblems(settings),
  ]
}

/** A program that other machines reach would be sent what they prove themselves by, in the clear. */
export function hostProblems(
  {
    host,
    publicUrl,
    isInsecureAllowed,
  }: { host: string; publicUrl: string | undefined; isInsecureAllowed: boolean },
  sent: 'passwords' | 'API keys',
): string[] {
  const isHttps = publicUrl?.startsWith('https://') ?? false
  if (LOOPBACK.has(host) || isHttps || isInsecureAllowed) return []
  return [
    `HOST ${host} is reachable from other machines, so PUBLIC_URL must begin with https:// (or set HUB_INSECURE_HOST=true and accept that ${sent} travel in the clear).`,
  ]
}

/** The settings as the hub takes them; its secrets are left to the program, of which not every one may make them. */
export const hubEnvOf = (settings: HubFields, { source, stateDir, now }: SettingsReading): HubEnv => ({
  stateDir,
  host: settings.HOST,
  publicUrl: settings.PUBLIC_URL,
  ...databaseOf(settings),
  redisUrl: settings.REDIS_URL,
  natsUrl: settings.NATS_URL,
  mail: mailOfSettings(settings, now),
  readSecrets: () => secretsAgain(source, stateDir),
  settingNow: now,
  trustProxy: trustProxy(settings.TRUST_PROXY),
  registration: settings.REGISTRATION,
  passwordPolicy: settings.PASSWORD_POLICY,
  refreshDays: settings.REFRESH_DAYS,
  callsPerHour: { anonymous: settings.LIMIT_ANONYMOUS_PER_HOUR, user: settings.LIMIT_USER_PER_HOUR },
  organizationFileBytes: settings.LIMIT_FILES_MB * 1024 * 1024,
  allowPrivateUpstreams: settings.ALLOW_PRIVATE_UPSTREAMS,
  internet: settings.OUTBOUND_MAP,
  model: settings.OPENAI_BASE_URL
    ? { baseUrl: settings.OPENAI_BASE_URL, apiKey: settings.OPENAI_API_KEY, model: settings.OPENAI_MODEL }
    : undefined,
  google: googleOf(settings, now),
  s3: s3Of(settings, now),
  logLevel: settings.LOG_LEVEL,
  all: settingsOfModules(source, now),
})
