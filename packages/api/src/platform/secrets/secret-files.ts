import { readFileSync } from 'node:fs'

/** Settings of the hub that hold a secret, or what changes with one. */
export const SECRETS = [
  'DATABASE_DIRECT_URL',
  'DATABASE_URL',
  'GOOGLE_CLIENT_SECRET',
  'HUB_BACKUP_PASSPHRASE',
  'HUB_BACKUP_S3_ACCESS_KEY_ID',
  'HUB_BACKUP_S3_SECRET_ACCESS_KEY',
  'HUB_SECRET',
  'HUB_SECRET_OLD',
  'MAIL_FROM',
  'METRICS_TOKEN',
  'OPENAI_API_KEY',
  'REDIS_URL',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'SMTP_URL',
] as const

/** The operator's settings as they are given. */
export type Source = Readonly<Record<string, string | undefined>>

/**
 * The settings that are not empty, with secrets read from their files (GW-6): Docker and Kubernetes mount them, and a
 * vault's agent writes them. Each is named by the same setting with `_FILE`; `others` are settings with secrets that are not the
 * hub's own. Every entry of `problems` is one sentence for the operator, without a secret in it.
 */
export function readSecretFiles(
  source: Source,
  others: readonly string[] = [],
): { settings: Record<string, string>; problems: string[] } {
  const settings: Record<string, string> = {}
  for (const [name, value] of Object.entries(source))
    if (value !== undefined && value.trim() !== '') settings[name] = value
  const problems: string[] = []
  for (const name of [...SECRETS, ...others]) {
    const file = settings[`${name}_FILE`]
    if (file === undefined) continue
    if (settings[name] !== undefined) {
      problems.push(`${name} and ${name}_FILE are both set; keep one of them.`)
      continue
    }
    const value = textOf(file)
    if (value === null) problems.push(`${name}_FILE names ${file}, which cannot be read.`)
    else if (value === '') problems.push(`${name}_FILE names ${file}, which is empty.`)
    else settings[name] = value
  }
  return { settings, problems }
}

/** Editors and `echo` end a file with a line break that is no part of the secret. */
function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return null
  }
}
