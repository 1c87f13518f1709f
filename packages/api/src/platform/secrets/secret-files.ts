import { readFileSync } from 'node:fs'

/** Settings that may hold a secret; each may come from a mounted file instead, named by the same setting with `_FILE`. */
const SECRETS = [
  'DATABASE_DIRECT_URL',
  'DATABASE_URL',
  'GOOGLE_CLIENT_SECRET',
  'HUB_BACKUP_PASSPHRASE',
  'HUB_BACKUP_S3_SECRET_ACCESS_KEY',
  'HUB_SECRET',
  'HUB_SECRET_OLD',
  'METRICS_TOKEN',
  'OPENAI_API_KEY',
  'REDIS_URL',
  'S3_SECRET_ACCESS_KEY',
  'SMTP_URL',
] as const

type Source = Readonly<Record<string, string | undefined>>

/**
 * The settings that are not empty, with secrets read from their files (GW-6): Docker and Kubernetes mount them, and a
 * vault's agent writes them. Every entry of `problems` is one sentence for the operator, without a secret in it.
 */
export function readSecretFiles(source: Source): { settings: Record<string, string>; problems: string[] } {
  const settings: Record<string, string> = {}
  for (const [name, value] of Object.entries(source))
    if (value !== undefined && value.trim() !== '') settings[name] = value
  const problems: string[] = []
  for (const name of SECRETS) {
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
