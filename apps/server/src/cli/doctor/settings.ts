import { weakInProduction, LOOPBACK, SettingsError, modules } from '@hub/api/server'
import { settingNames } from '../../env.ts'
import type { Env } from '../../env.ts'
import { failure, ok, reasonOf, warning } from './finding.ts'
import type { Finding } from './finding.ts'

const NAME = 'settings'

/** Settings of the hub that other entries than the server read. */
const ELSEWHERE = ['HUB_STATE_DIR', 'HUB_API_KEY', 'HUB_URL', 'HUB_CHROMIUM', 'HUB_SAMPLE_PASSWORD']

/** Names of settings that look like the hub's and that nothing reads. */
export function unknownSettings(source: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set([
    ...settingNames,
    ...ELSEWHERE,
    ...modules.flatMap(({ environment }) => Object.keys(environment?.shape ?? {})),
  ])
  return Object.keys(source)
    .filter((name) => name.startsWith('HUB_'))
    .filter((name) => !known.has(name) && !known.has(name.replace(/_FILE$/, '')))
    .toSorted()
}

/** Careless where others reach the hub, whatever it calls itself. */
function careless(env: Env): string[] {
  const isReached = env.publicUrl !== undefined && !LOOPBACK.has(new URL(env.publicUrl).hostname)
  if (!isReached || env.all['NODE_ENV'] === 'production') return []
  const weak = weakInProduction({
    NODE_ENV: 'production',
    HUB_SECRET: env.secret,
    DATABASE_URL: env.databaseUrl,
    REDIS_URL: env.redisUrl,
    METRICS_TOKEN: env.metricsToken,
    OUTBOUND_MAP: env.internet,
  })
  return ['PUBLIC_URL is not this machine, but NODE_ENV is not production.', ...weak]
}

/** Settings that could be read; each sentence of a problem says what to do by itself. */
export function settingsFinding(env: Env): Finding {
  const unknown = unknownSettings(env.all)
  if (unknown.length > 0)
    return warning(
      NAME,
      `nothing reads ${unknown.join(', ')}`,
      'Correct the name or take it out; README.md lists all settings.',
    )
  const problems = careless(env)
  return problems.length > 0
    ? warning(NAME, problems.join(' '), 'Set NODE_ENV=production, where the start refuses what is weak.')
    : ok(NAME, 'complete')
}

/** Settings that no start would take. */
export const settingsFailure = (error: unknown): Finding =>
  failure(
    NAME,
    error instanceof SettingsError ? error.problems.join(' ') : reasonOf(error),
    'Correct them and run doctor again; what needs them was not looked at.',
  )
