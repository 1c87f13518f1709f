import { randomBytes } from 'node:crypto'

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

export const secretLines = (secrets: Record<string, string>): string =>
  Object.entries(secrets)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')
