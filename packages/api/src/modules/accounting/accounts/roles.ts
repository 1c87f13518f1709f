import type { OrgDb } from '@hub/db'
import type { AccountRole } from '../../../shared/ledger-chart.ts'

/** The accounts that the books use by themselves, by what for. */
export async function accountsByRole<Role extends AccountRole>(
  db: OrgDb,
  roles: readonly Role[],
): Promise<Record<Role, string>> {
  const rows = await db
    .selectFrom('accountingAccount')
    .select(['id', 'role'])
    .where('role', 'in', roles)
    .execute()
  return Object.fromEntries(
    roles.map((role) => {
      const id = rows.find((row) => row.role === role)?.id
      if (id === undefined) throw new Error(`The books have no account for "${role}".`)
      return [role, id]
    }),
  ) as Record<Role, string>
}
