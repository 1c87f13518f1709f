import type { SystemDb } from '@hub/db'
import type { BaseContext } from '../../platform/calls/context.ts'
import type { Hub } from '../../platform/hub.ts'
import { luciaSessions } from './adapters/lucia-session.ts'
import { osloOtp } from './adapters/oslo-otp.ts'
import { osloPasswords } from './adapters/oslo-password.ts'
import { simpleWebAuthn } from './adapters/simplewebauthn.ts'
import { openidProvider } from './adapters/openid-provider.ts'
import type { SessionStore, SocialProvider } from './ports.ts'

/** The libraries behind sign-in are chosen here and nowhere else. One hasher a process, because its queue is about cores. */
export const passwords = osloPasswords()

export const otp = osloOtp()

export const passkeyProofs = simpleWebAuthn()

export const sessionsIn = (db: SystemDb, { now, hub }: Pick<BaseContext, 'now' | 'hub'>): SessionStore =>
  luciaSessions({ db, now, refreshDays: hub.settings.refreshDays })

const socialProviders = new WeakMap<Hub, SocialProvider>()

/** Where people sign in with Google; one for each hub, because it keeps the provider's keys. null where none is set. */
export function socialOf(hub: Hub): SocialProvider | null {
  const { google, publicUrl } = hub.settings
  if (!google) return null
  const known = socialProviders.get(hub) ?? openidProvider(google, `${publicUrl}/auth/google/callback`)
  socialProviders.set(hub, known)
  return known
}
