import { randomBytes } from 'node:crypto'
import { commandOf } from './command.ts'
import { secretCommands } from './secret-change.ts'
import type { OnStep, SecretOptions, Shown } from './secret-change.ts'

/** base64url has nothing that an address, a shell or an .env file would have to escape. */
const random = (bytes: number): string => randomBytes(bytes).toString('base64url')

/** New random secrets, as lines of an .env file (GW-6). */
export function newSecrets(): Record<string, string> {
  return {
    HUB_SECRET: random(48),
    POSTGRES_PASSWORD: random(24),
    REDIS_PASSWORD: random(24),
    METRICS_TOKEN: random(32),
    HUB_BACKUP_PASSPHRASE: random(24),
  }
}

const secretLines = (secrets: Record<string, string>): string =>
  Object.entries(secrets)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')

/** Prints new secrets, or looks at those of the hub and changes them; null where there is no such command. */
export function runSecrets(
  command: string | undefined,
  options: SecretOptions,
  onStep: OnStep,
): Promise<Shown> | null {
  if (command !== undefined) return commandOf(secretCommands, command)?.(options, onStep) ?? null
  const result = newSecrets()
  return Promise.resolve({ result, lines: secretLines(result), ok: true })
}
