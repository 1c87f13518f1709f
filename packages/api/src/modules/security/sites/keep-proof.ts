import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import type { ProofFound } from './proof.ts'
import type { KnownSite } from './queries.ts'
import type { ProofKind } from './schema.ts'

/** A proof that nobody could look at for so long counts no more: names change hands. */
const LONGEST_MS = 90 * 86_400_000

/** The proof that stands after looking: what could not be looked at stands for a while as it was. */
export function proofAfter(
  site: Pick<KnownSite, 'proof' | 'provedAt'>,
  { proof, isSure }: ProofFound,
  now: Date,
): ProofKind | null {
  if (proof !== null || isSure || site.provedAt === null) return proof
  return now.getTime() - Date.parse(site.provedAt) < LONGEST_MS ? site.proof : null
}

function actionFor(before: ProofKind | null, now: ProofKind | null): string {
  if (now === before) return 'security.site.examined'
  return now === null ? 'security.site.unproved' : 'security.site.proved'
}

interface Keeping {
  site: KnownSite
  found: ProofFound
}

/** Keeps what looking for the proof brought. Answers the proof that stands. */
export async function keepProof(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { site, found }: Keeping,
): Promise<ProofKind | null> {
  const now = ctx.now()
  const proof = proofAfter(site, found, now)
  await tx
    .updateTable('securitySite')
    .set({
      proof,
      proofNote: found.note,
      proofLookedAt: now,
      ...(found.proof !== null && { provedAt: now }),
      updatedAt: now,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', site.id)
    .execute()
  tx.audit(actionFor(site.proof, proof), { site: site.id }, { by: proof })
  return proof
}
