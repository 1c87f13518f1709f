import type { SystemDb } from '@hub/db'
import type { BaseContext } from '../../platform/context.ts'
import { luciaSessions } from './adapters/lucia-session.ts'
import { osloOtp } from './adapters/oslo-otp.ts'
import { osloPasswords } from './adapters/oslo-password.ts'
import type { SessionStore } from './ports.ts'

/** The libraries behind sign-in are chosen here and nowhere else. One hasher a process, because its queue is about cores. */
export const passwords = osloPasswords()

export const otp = osloOtp()

export const sessionsIn = (db: SystemDb, { now, hub }: Pick<BaseContext, 'now' | 'hub'>): SessionStore =>
  luciaSessions({ db, now, refreshDays: hub.settings.refreshDays })
