import { openHubWith } from '@hub/api/server'
import type { MailSender, OpenHub, Sweep } from '@hub/api/server'
import { printNotice } from './banner.ts'
import type { ServerDatabase } from './database.ts'
import type { Env } from './env.ts'
import { mailPageOf } from './mail/mail.ts'

/** Address people open; without PUBLIC_URL it follows the port. */
export const publicUrlOf = ({ publicUrl, port }: Pick<Env, 'publicUrl' | 'port'>): string =>
  publicUrl ?? `http://localhost:${port}`

interface Beside {
  mail?: MailSender
  chores?: readonly Sweep[]
  /** Standard error where the output is what a program reads. */
  logTo?: 'stderr'
}

/** The hub of this process from the server's settings. */
export function openHub(
  env: Env,
  { adminUrl, pooledUrl, embedded }: ServerDatabase,
  beside: Beside = {},
): Promise<OpenHub> {
  const publicUrl = publicUrlOf(env)
  return openHubWith(env, {
    adminUrl,
    pooledUrl,
    embedded,
    onWait: printNotice,
    publicUrl,
    mailPage: mailPageOf(env, publicUrl),
    ...beside,
  })
}
