import {
  oldSecretsOf,
  readSettings,
  secretsAgain,
  settingIssue,
  settingsNow,
  settingsOfModules,
  storedSecrets,
} from '@hub/api/server'
import { resolveStateDir } from '@hub/db/embedded'
import { z } from 'zod'

/** true, false, a number of hops nearest to us, or addresses and networks, which Fastify checks. */
function trustProxy(value: string): McpEnv['trustProxy'] {
  if (value === 'true' || value === 'false') return value === 'true'
  return /^\d+$/.test(value) ? (_address, hop) => hop < Number(value) : value
}

const databaseUrl = z
  .url({ protocol: /^postgres(ql)?$/, error: 'must begin with postgres:// or postgresql://' })
  .optional()

const Settings = z.object({
  HUB_API_KEY: z.string().optional(),
  HUB_SECRET: z.string().optional(),
  HUB_SECRET_OLD: z.string().optional(),
  DATABASE_URL: databaseUrl,
  DATABASE_DIRECT_URL: databaseUrl,
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must begin with redis:// or rediss://' }).optional(),
  TRUST_PROXY: z.string().transform(trustProxy).default(false),
  DB_PREPARED: z.stringbool({ error: 'must be true or false' }).optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must begin with http:// or https://' })
    .transform((value) => new URL(value).origin)
    .optional(),
  HOST: z.string().default('localhost'),
  HUB_INSECURE_HOST: z.stringbool({ error: 'must be true or false' }).default(false),
  MCP_PORT: z.coerce.number({ error: 'must be a number' }).int().min(0).max(65_535).default(3001),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
})

/** The settings of the MCP entries, checked; the only way by which the environment reaches their code. */
export interface McpEnv {
  apiKey: string | undefined
  stateDir: string
  /** Undefined attaches to the built-in PostgreSQL of a running hub. */
  databaseUrl: string | undefined
  /** PostgreSQL itself, where `databaseUrl` leads through a pooler. */
  databaseDirectUrl: string | undefined
  preparedStatements: boolean
  /** Undefined counts limits in this process by itself. */
  redisUrl: string | undefined
  /** Which proxies may say who the client is, as for the hub itself; false believes none. */
  trustProxy: boolean | string | ((address: string, hop: number) => boolean)
  /** Undefined where no hub has run on this state folder yet. */
  secret: string | undefined
  /** Secrets before it, while one takes the place of another. */
  oldSecrets: readonly string[]
  /** The secrets as their files say now, the newest first. */
  readSecrets: () => readonly [string, ...string[]]
  publicUrl: string | undefined
  host: string
  /** True where the operator accepts that keys travel in the clear. */
  isInsecureAllowed: boolean
  port: number
  logLevel: z.infer<typeof Settings>['LOG_LEVEL']
  /** Everything that is set, of which modules read their own. */
  all: Readonly<Record<string, string>>
}

/** The setting, or what the hub made for itself in its state folder. */
function secretsOf(
  settings: z.infer<typeof Settings>,
  stateDir: string,
): Pick<McpEnv, 'secret' | 'oldSecrets'> {
  const { oldSecrets } = oldSecretsOf(settings.HUB_SECRET_OLD)
  if (settings.HUB_SECRET !== undefined) return { secret: settings.HUB_SECRET, oldSecrets }
  return storedSecrets(stateDir) ?? { secret: undefined, oldSecrets }
}

/** Reads the settings; an empty value counts as absent. Throws an Error of one plain sentence for each wrong one. */
export function loadMcpEnv(source: NodeJS.ProcessEnv = process.env): McpEnv {
  const { settings: present, problems } = readSettings(source)
  if (problems.length > 0) throw new Error(problems.join(' '))
  const parsed = Settings.safeParse(present)
  if (!parsed.success) throw new Error(parsed.error.issues.map(settingIssue).join(' '))
  const settings = parsed.data
  const stateDir = resolveStateDir(present)
  return {
    apiKey: settings.HUB_API_KEY,
    stateDir,
    databaseUrl: settings.DATABASE_URL,
    databaseDirectUrl: settings.DATABASE_DIRECT_URL,
    redisUrl: settings.REDIS_URL,
    trustProxy: settings.TRUST_PROXY,
    preparedStatements: settings.DB_PREPARED ?? settings.DATABASE_DIRECT_URL === undefined,
    ...secretsOf(settings, stateDir),
    readSecrets: () => secretsAgain(source, stateDir),
    publicUrl: settings.PUBLIC_URL,
    host: settings.HOST,
    isInsecureAllowed: settings.HUB_INSECURE_HOST,
    port: settings.MCP_PORT,
    logLevel: settings.LOG_LEVEL,
    all: settingsOfModules(source, settingsNow(source)),
  }
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1'])

/** Throws where other machines would send their API keys in the clear; the hub itself refuses the same. */
export function checkListenHost({
  host,
  publicUrl,
  isInsecureAllowed,
}: Pick<McpEnv, 'host' | 'publicUrl' | 'isInsecureAllowed'>): void {
  const isHttps = publicUrl?.startsWith('https://') ?? false
  if (LOOPBACK.has(host) || isHttps || isInsecureAllowed) return
  throw new Error(
    `HOST ${host} is reachable from other machines, so PUBLIC_URL must begin with https:// (or set HUB_INSECURE_HOST=true and accept that API keys travel in the clear).`,
  )
}
