import {
  SettingsError,
  hostProblems,
  hubEnvOf,
  hubFields,
  hubProblems,
  isOrigin,
  isWeak,
  oldSecretsOf,
  parseSettings,
  portField,
  storedOrNewSecrets,
  storedSecrets,
  urlField,
} from '@hub/api/server'
import type { HubEnv, SetSecrets } from '@hub/api/server'
import { hasDataFolder, makeStateFolder, withWords } from '@hub/db/embedded'
import { z } from 'zod'
import { backupFields, backupOf, backupProblems } from './backup/backup-settings.ts'
import { damagedWords, goneWords } from './own-secret.ts'

const Settings = z.object({
  ...hubFields,
  PORT: portField(3000),
  RUN_JOBS: z.stringbool({ error: 'must be true or false' }).default(true),
  ...backupFields,
  CORS_ORIGINS: z
    .string()
    .transform(listed)
    .refine((origins) => origins.every(isOrigin), {
      error: 'must be a list of exact origins, such as https://app.example.com, with commas between them',
    })
    .default([]),
  METRICS_TOKEN: z
    .string()
    .regex(/^\S{16,}$/, 'must be at least 16 characters without spaces')
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: urlField('http', 'https').optional(),
})
type Settings = z.infer<typeof Settings>

/** Every setting of the server itself. */
export const settingNames: readonly string[] = Object.keys(Settings.shape)

function listed(value: string): string[] {
  return value.split(',').flatMap((part) => part.trim() || [])
}

/** The settings of the server, checked; the only way by which the environment reaches its code. */
export interface Env extends HubEnv, SetSecrets {
  /** 0 takes any free port. */
  port: number
  /** False on a server beside which workers run as processes of their own. */
  runsJobs: boolean
  backup: ReturnType<typeof backupOf>
  /** Pages of these origins may call the doors for programs. */
  corsOrigins: readonly string[]
  /** Lets programs on other machines read /metrics. */
  metricsToken: string | undefined
  /** Where traces go by OTLP over HTTP; undefined makes none. */
  tracesUrl: string | undefined
}

/**
 * Reads the settings. An empty value counts as absent. Throws SettingsError. In development a missing
 * HUB_SECRET is generated once into the state folder, readable by its owner only.
 */
export function loadEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const { settings, reading } = parseSettings(Settings, source)
  const { stateDir, now } = reading
  const hub = hubEnvOf(settings, reading)
  const problems = [
    ...hubProblems(settings),
    ...hostProblems({ ...hub, isInsecureAllowed: settings.HUB_INSECURE_HOST }, 'passwords'),
    ...backupProblems(settings, now),
  ]
  if (problems.length > 0) throw new SettingsError(problems)
  return {
    ...hub,
    ...secretsOf(settings, stateDir),
    port: settings.PORT,
    runsJobs: settings.RUN_JOBS,
    backup: backupOf(settings, { stateDir, now }),
    corsOrigins: settings.CORS_ORIGINS,
    metricsToken: settings.METRICS_TOKEN,
    tracesUrl: settings.OTEL_EXPORTER_OTLP_ENDPOINT,
  }
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
