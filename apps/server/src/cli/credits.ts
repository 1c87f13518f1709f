import type { Hub } from '@hub/api/server'
import { verifyLedger } from '@hub/db'
import { NONE_YET, organizationsOf } from './organizations.ts'

export interface OrganizationLedger {
  organization: string
  ok: boolean
  entries: number
  /** What does not add up, in words. */
  differences: readonly string[]
}

/** Recomputes the credits of every organization from its entries, or of one. Throws NOT_FOUND. */
export async function verifyCredits(
  hub: Pick<Hub, 'db'>,
  slug: string | undefined,
): Promise<{ ok: boolean; organizations: OrganizationLedger[] }> {
  const organizations: OrganizationLedger[] = []
  for (const { id, slug: organization } of await organizationsOf(hub, slug)) {
    const verdict = await verifyLedger(hub.db.org(id), id)
    organizations.push({ organization, ...verdict })
  }
  return { ok: organizations.every((one) => one.ok), organizations }
}

export const creditLines = (organizations: readonly OrganizationLedger[]): string =>
  [
    ...(organizations.length === 0 ? [NONE_YET] : []),
    ...organizations.flatMap(({ organization, ok, entries, differences }) => [
      `${ok ? 'ok ' : 'BAD'}  ${organization}  ${entries} entries`,
      ...differences.map((difference) => `       ${difference}`),
    ]),
    ...(organizations.every(({ ok }) => ok)
      ? []
      : [
          'Amounts are millionths of a credit. Keep a copy of the database as it is, find out who had direct access, and compare with the last good backup.',
        ]),
  ].join('\n')
