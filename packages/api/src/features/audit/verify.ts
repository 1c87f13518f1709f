import { verifyAuditSlice } from '@hub/db'
import type { AuthedContext, OrgContext } from '../../platform/calls/context.ts'
import { ownChain, platformChain } from './entries.ts'
import type { Chain } from './entries.ts'
import type { AuditFault, AuditVerdict, VerifyAudit, VerifyPlatformAudit } from './schema.ts'

/** A fifth of a second of work in the database. */
const SLICE = 25_000

const words: Record<AuditFault, (seq: number) => string> = {
  changed: (seq) => `Entry ${seq} is not as it was written.`,
  missing: (seq) => `Entries before entry ${seq} are missing.`,
  unlinked: (seq) => `Entry ${seq} does not follow the entry before it, which was rewritten or put in later.`,
  extra: (seq) => `Entry ${seq} stands after the last entry that was written.`,
  cut: (seq) => `The log ends too early: entry ${seq} and those after it are missing.`,
}

async function verifySlice(chain: Chain, after: number): Promise<AuditVerdict> {
  const { through, end, isLast, bad } = await verifyAuditSlice(chain.db, chain.orgId, { after, size: SLICE })
  const isDone = isLast || bad !== null
  const whole = isLast ? `${through} entries, whole.` : `${through} of ${end} entries checked, whole so far.`
  return {
    through,
    end,
    nextAfter: isDone ? null : through,
    fault: bad && { seq: bad.seq, kind: bad.fault },
    message: bad ? words[bad.fault](bad.seq) : whole,
  }
}

/** Recomputes part of the organization's chain; it locks nothing, and the log goes on meanwhile (ADM-3). */
export const verifyAudit = (ctx: OrgContext, { after }: VerifyAudit): Promise<AuditVerdict> =>
  verifySlice(ownChain(ctx), after)

export async function verifyPlatformAudit(
  ctx: AuthedContext,
  { organizationId, after }: VerifyPlatformAudit,
): Promise<AuditVerdict> {
  return verifySlice(await platformChain(ctx, organizationId), after)
}
