import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import type { Hub } from '../hub.ts'
import type { OwnJobKind } from '../jobs/kind.ts'
import { mailSending } from './request-mail.ts'
import { watchedMail } from './watched-mail.ts'

const Sent = z.strictObject({})

const KNOWN_WORD = /^[A-Z_]{2,20}$/

/** What the mail server said may repeat the address, so only its number is told. */
function whyNot(error: unknown): string {
  const { responseCode, code } = (error ?? {}) as { responseCode?: unknown; code?: unknown }
  if (typeof responseCode === 'number') return `The mail server refused it (${responseCode}).`
  if (typeof code === 'string' && KNOWN_WORD.test(code))
    return `The mail server could not be reached (${code}).`
  return 'The mail server did not take it.'
}

/** Sends a mail. One that is withheld takes the same way, so that time does not tell whether there was a mail. */
export const mailJob = (hub: () => Hub): OwnJobKind<typeof mailSending.payload, typeof Sent> => ({
  ...mailSending,
  isOwn: true,
  result: Sent,
  // The last pauses are hours: a mail server that is away for a night loses nothing.
  attempts: 14,
  firstPauseMs: 5_000,
  timeLimitMs: 60_000,
  async run({ id }, { mail }) {
    try {
      if (mail) await watchedMail(hub()).send(mail, id)
    } catch (error) {
      throw new AppError('UNAVAILABLE', { message: whyNot(error) })
    }
    return { result: {} }
  },
})

/** Since how many seconds the first mail in line could have gone; 0 where none waits. One in its pause between two tries is not late. */
export async function mailLag(db: SystemDb): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    select coalesce(extract(epoch from now() - min(due_at)), 0)::float8 as seconds from job
    where status = 'queued' and kind = ${mailSending.name} and due_at <= now()`.execute(db)
  return rows[0]?.seconds ?? 0
}
