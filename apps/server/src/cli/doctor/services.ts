import { randomUUID } from 'node:crypto'
import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  LOOPBACK,
  knownPublicUrl,
  natsGreeting,
  redactText,
  redisGreeting,
  s3Files,
  smtpGreeting,
} from '@hub/api/server'
import { isHub } from '../../ask-health.ts'
import type { Env } from '../../env.ts'
import { failure, ok, reasonOf, warning } from './finding.ts'
import type { Finding } from './finding.ts'

const MODEL_TIMEOUT_MS = 5_000

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : reasonOf(error)

/** What the mail library means by its codes, for people. */
const MAIL_FAULTS: Readonly<Record<string, string>> = {
  EDNS: 'no host of that name is known',
  ETIMEDOUT: 'it does not answer in time',
  ESOCKET: 'nothing answers there, or not in the way of this address (smtp:// or smtps://)',
}

/** Connects and says hello; nothing is sent. */
export async function mailFinding({ mail, publicUrl }: Pick<Env, 'mail' | 'publicUrl'>): Promise<Finding> {
  const name = 'mail'
  if (!mail)
    return publicUrl === undefined || LOOPBACK.has(new URL(publicUrl).hostname)
      ? ok(name, 'kept and shown on this machine until SMTP_URL is set')
      : warning(name, 'not sent', 'Set SMTP_URL and MAIL_FROM: people wait for links in mails.')
  const { hostname } = new URL(mail.smtpUrl)
  try {
    await smtpGreeting(mail.smtpUrl)
    return ok(name, `${hostname} answers`)
  } catch (error) {
    const code = codeOf(error)
    return code === 'EAUTH'
      ? failure(name, `${hostname} refuses the name or password`, 'Correct them in SMTP_URL.')
      : failure(
          name,
          `${hostname} cannot be used: ${MAIL_FAULTS[code] ?? code}`,
          'Correct SMTP_URL, or see whether the mail server runs and lets this machine in; mails wait until then.',
        )
  }
}

/** A folder that can be written, or a bucket that answers. */
export async function filesFinding({ s3, stateDir }: Pick<Env, 's3' | 'stateDir'>): Promise<Finding> {
  const name = 'files'
  if (s3) {
    try {
      // Nothing is there by this name; a store that works says so.
      await s3Files(s3).get(`avatar/${randomUUID()}`)
      return ok(name, `the bucket ${s3.bucket} answers`)
    } catch (error) {
      return failure(
        name,
        `the bucket ${s3.bucket} cannot be read: ${reasonOf(error)}`,
        'Correct the S3 settings, or see whether the store runs and the key may read and list the bucket.',
      )
    }
  }
  const folder = join(stateDir, 'files')
  if (!existsSync(folder)) return ok(name, 'none yet')
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return ok(name, 'the folder can be read and written')
  } catch (error) {
    return failure(name, `the folder cannot be written (${codeOf(error)})`, 'Give it to the user of the hub.')
  }
}

/** Asks what models there are; none is called. */
export async function modelFinding({ model }: Pick<Env, 'model'>): Promise<Finding[]> {
  if (!model) return []
  const name = 'model'
  const { hostname } = new URL(model.baseUrl)
  const goesOn = 'Until then the built-in engine answers.'
  try {
    const { status } = await fetch(`${model.baseUrl.replace(/\/$/, '')}/models`, {
      headers: model.apiKey ? { authorization: `Bearer ${model.apiKey}` } : {},
      signal: AbortSignal.timeout(MODEL_TIMEOUT_MS),
    })
    if (status === 401 || status === 403)
      return [failure(name, `${hostname} refuses the key`, `Set a valid OPENAI_API_KEY. ${goesOn}`)]
    // Some answer to conversations alone.
    if (status < 400 || status === 404) return [ok(name, `${hostname} answers`)]
    return [warning(name, `${hostname} answers ${status}`, `See what its provider says. ${goesOn}`)]
  } catch (error) {
    return [
      warning(
        name,
        `${hostname} cannot be reached: ${reasonOf(error)}`,
        `Correct OPENAI_BASE_URL. ${goesOn}`,
      ),
    ]
  }
}

/** What the hub may share with other programs: it connects, and nothing is written. */
async function sharedFinding(
  name: string,
  setting: { url: string | undefined; called: string; until: string },
  greet: (url: string) => Promise<void>,
): Promise<Finding[]> {
  const { url, called, until } = setting
  if (url === undefined) return []
  const { hostname } = new URL(url)
  try {
    await greet(url)
    return [ok(name, `${hostname} answers`)]
  } catch (error) {
    return [
      warning(
        name,
        `${hostname} cannot be used: ${redactText(reasonOf(error))}`,
        `Correct ${called}, or see whether it runs and lets this machine in. ${until}`,
      ),
    ]
  }
}

/** Redis and NATS, where they are set. */
export const sharedFindings = async ({
  redisUrl,
  natsUrl,
}: Pick<Env, 'redisUrl' | 'natsUrl'>): Promise<Finding[]> =>
  (
    await Promise.all([
      sharedFinding(
        'redis',
        {
          url: redisUrl,
          called: 'REDIS_URL',
          until: 'Until then each process counts limits and keeps answers by itself.',
        },
        redisGreeting,
      ),
      sharedFinding(
        'nats',
        { url: natsUrl, called: 'NATS_URL', until: 'Events for it wait until then.' },
        natsGreeting,
      ),
    ])
  ).flat()

/** Whether the hub of this state folder runs now; both are well. The address of a proxy in front may not be reached from here. */
export async function processFinding({ stateDir, port }: Pick<Env, 'stateDir' | 'port'>): Promise<Finding> {
  const known = knownPublicUrl(stateDir)
  if (known === undefined) return ok('hub', 'does not run on this machine now')
  if (await isHub(known)) return ok('hub', `runs at ${known}`)
  const here = `http://localhost:${port}`
  if (!LOOPBACK.has(new URL(known).hostname) && (await isHub(here))) return ok('hub', `runs at ${here}`)
  return ok('hub', 'does not run on this machine now')
}
