import type { Call } from '@hub/api/server'
import type { BenchOrg } from './bench-database.ts'

/** What every hub of the benchmarks is made with: no limit stands in the way of what is measured, and no mail leaves. */
export const benchHub = {
  secret: 'a secret of the benchmarks, long enough to be accepted',
  settings: {
    publicUrl: 'http://localhost:3000',
    registration: 'open',
    passwordPolicy: 'default',
    refreshDays: 30,
    callsPerHour: { anonymous: 1_000_000_000, user: 1_000_000_000 },
    model: null,
  },
  mail: { send: async () => undefined },
} as const

/** A call of the organization's owner, within the process. */
export const callOf = ({ orgId, userId }: BenchOrg): Call => ({
  door: 'cli',
  credential: { kind: 'person', userId },
  org: orgId,
  requestId: 'bench-request',
  ip: null,
  userAgent: null,
})
