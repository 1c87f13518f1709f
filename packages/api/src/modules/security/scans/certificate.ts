import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import type { Observation } from '../observation/observation.ts'

/** Renewal by itself happens a month before the end; where two weeks are left it did not. */
const SOON_MS = 14 * 86_400_000

interface Seen {
  site: { id: string; host: string }
  observation: Observation
}

/** Tells of a certificate that soon ends, once. */
export async function tellCertificate(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { site, observation }: Seen,
): Promise<void> {
  const [own] = observation.encryption.chain
  if (!own || Date.parse(own.validTo) > ctx.now().getTime() + SOON_MS) return
  const told = await tx
    .updateTable('securitySite')
    .set({ toldCertificate: own.fingerprint })
    .where('id', '=', site.id)
    .where((eb) => eb.or([eb('toldCertificate', 'is', null), eb('toldCertificate', '!=', own.fingerprint)]))
    .returning('id')
    .execute()
  if (told.length === 0) return
  tx.emit({
    topic: 'security.certificate.expiring',
    aggregate: `site:${site.id}`,
    payload: { siteId: site.id, host: site.host, until: new Date(own.validTo).toISOString() },
  })
}
