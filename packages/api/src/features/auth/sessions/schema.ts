import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { Instant } from '../../../shared/time.ts'

export const SessionId = entityId('auth_session')
export const Session = z.strictObject({
  id: SessionId,
  isCurrent: z.boolean(),
  /** An administrator of the hub acting as the person. */
  isByAdministrator: z.boolean(),
  isRemembered: z.boolean(),
  userAgent: z.string().nullable(),
  ip: z.string().nullable(),
  network: z.string().nullable().meta({ description: 'The IPv4 /24 or IPv6 /64 it was opened from' }),
  firstSeenAt: Instant.meta({ description: 'Since when the person signs in with this device from there' }),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
})
export type Session = z.infer<typeof Session>
export const SessionList = z.strictObject({ items: z.array(Session) })
export type SessionList = z.infer<typeof SessionList>

export const RevokeSession = mutationInput({ id: SessionId })
export type RevokeSession = z.infer<typeof RevokeSession>
