import {
  SettingsError,
  hostProblems,
  hubEnvOf,
  hubFields,
  hubProblems,
  oldSecretsOf,
  parseSettings,
  portField,
  storedSecrets,
} from '@hub/api/server'
import type { HubEnv, SetSecrets } from '@hub/api/server'
import { z } from 'zod'

const Settings = z.object({
  ...hubFields,
  HUB_API_KEY: z.string().optional(),
  MCP_PORT: portField(3001),
})
type Settings = z.infer<typeof Settings>

/** The settings of the MCP entries, checked; the only way by which the environment reaches their code. */
export interface McpEnv extends HubEnv {
  apiKey: string | undefined
  /** Undefined where no hub has run on this state folder yet. */
  secrets: SetSecrets | undefined
  /** True where the operator accepts that keys travel in the clear. */
  isInsecureAllowed: boolean
  port: number
}

/** The setting, or what the hub made for itself in its state folder; nothing is made here. */
function secretsOf({ HUB_SECRET: set, HUB_SECRET_OLD: old }: Settings, stateDir: string): McpEnv['secrets'] {
  const { oldSecrets, isOldSecretLost } = oldSecretsOf(old)
  if (set !== undefined) return { secret: set, oldSecrets, isOldSecretLost }
  const stored = storedSecrets(stateDir)
  return (
    stored && { secret: stored.secret, oldSecrets: [...stored.oldSecrets, ...oldSecrets], isOldSecretLost }
  )
}

/** Reads the settings, which hold here as they hold in the server; an empty value counts as absent. Throws SettingsError. */
export function loadMcpEnv(source: NodeJS.ProcessEnv = process.env): McpEnv {
  const { settings, reading } = parseSettings(Settings, source)
  const problems = hubProblems(settings)
  if (problems.length > 0) throw new SettingsError(problems)
  return {
    ...hubEnvOf(settings, reading),
    apiKey: settings.HUB_API_KEY,
    secrets: secretsOf(settings, reading.stateDir),
    isInsecureAllowed: settings.HUB_INSECURE_HOST,
    port: settings.MCP_PORT,
  }
}

/** Throws where other machines would send their API keys in the clear; the hub itself refuses the same. */
export function checkListenHost(env: Pick<McpEnv, 'host' | 'publicUrl' | 'isInsecureAllowed'>): void {
  const problems = hostProblems(env, 'API keys')
  if (problems.length > 0) throw new SettingsError(problems)
}
