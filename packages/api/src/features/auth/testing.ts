import type { Mail } from '../../platform/mail/mail.ts'
import { signedIn } from '../../testing/signed-in.ts'
import type { TestHub } from '../../testing/index.ts'
import type { Tokens } from './schema.ts'

export const GOOD_PASSWORD = 'Blue-kettle-42'

let count = 0

/** An address and the rest of a sign-up form nobody has sent yet. */
export function newForm(fields: { email?: string; organizationName?: string } = {}) {
  count += 1
  return {
    email: `newcomer-${count}-${Date.now().toString(36)}@example.test`,
    name: `Noor Vale`,
    password: GOOD_PASSWORD,
    organizationName: `Harbour ${count}`,
    acceptTerms: true as const,
    timeZone: 'Europe/Lisbon',
    ...fields,
  }
}

/** Delivers what waits and returns the mails to one address. */
export async function mailsTo(hub: TestHub, email: string): Promise<Mail[]> {
  await hub.deliver()
  return hub.mails.filter(({ to }) => to === email)
}

/** Looks again for a while: a hub's own dispatcher may have taken the mail a moment ago and be about to deliver it. */
async function arrived<T>(hub: TestHub, email: string, find: (mails: Mail[]) => T | null): Promise<T | null> {
  for (let look = 0; look < 100; look += 1) {
    const found = find(await mailsTo(hub, email))
    if (found !== null) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return null
}

/** The newest mail with this subject; mails that were asked for together may arrive in any order. */
export async function mailAbout(hub: TestHub, email: string, subject: string): Promise<Mail> {
  const about = (mails: Mail[]) => mails.findLast((one) => one.subject === subject) ?? null
  const mail = await arrived(hub, email, about)
  if (!mail) throw new Error(`no mail to ${email} is about "${subject}"`)
  return mail
}

/** The token in the newest mail with a link to this path. */
export async function linkToken(hub: TestHub, email: string, path: string): Promise<string> {
  const token = await arrived(hub, email, (mails) => {
    const url = mails.map(({ action }) => action?.url ?? '').findLast((text) => text.includes(path))
    return url === undefined ? null : new URL(url).searchParams.get('token')
  })
  if (token === null) throw new Error(`no mail to ${email} has a link to ${path}`)
  return token
}

export const nobody = (hub: TestHub) => hub.api(hub.call())

/** A verified account made through the product, with its first organization. */
export async function signUp(hub: TestHub, fields: { email?: string; organizationName?: string } = {}) {
  const form = newForm(fields)
  await nobody(hub).auth.register(form)
  await nobody(hub).auth.verifyEmail({ token: await linkToken(hub, form.email, '/verify') })
  return form
}

/** Signs in and returns the tokens with a caller that bears them. */
export async function signIn(hub: TestHub, { email, password }: { email: string; password: string }) {
  const tokens = signedIn(await nobody(hub).auth.login({ email, password }))
  return { tokens, api: bearing(hub, tokens) }
}

export const bearing = (hub: TestHub, tokens: Pick<Tokens, 'accessToken'>) =>
  hub.api(hub.call({ door: 'rest', credential: { kind: 'bearer', token: tokens.accessToken } }))

/** The platform's audit trail, oldest first. */
export const platformAudit = (hub: TestHub) =>
  hub.hub.db.system.selectFrom('auditEntry').select(['action', 'target', 'data']).orderBy('seq').execute()

export const medianOf = (times: number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
