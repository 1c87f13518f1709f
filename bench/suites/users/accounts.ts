import { uuidv7 } from '@hub/db'
import { Pool } from 'pg'
import { osloPasswords } from '../../../packages/api/src/features/auth/adapters/oslo-password.ts'
import { addOrgs } from '../bench-database.ts'
import type { Account } from './browser.ts'

const PASSWORD = 'Blue-kettle-42'

/** Organizations of so many verified people each, who all have a password and an address of their own. */
export async function addAccounts(
  adminUrl: string,
  { orgs, each }: { orgs: number; each: number },
): Promise<Account[]> {
  const bare = new Pool({ connectionString: adminUrl, options: '-c search_path=app -c timezone=UTC' })
  try {
    const made = await addOrgs({ bare }, orgs)
    const hash = await osloPasswords().hash(PASSWORD)
    const colleagues = made.flatMap(({ orgId }) =>
      Array.from({ length: each - 1 }, () => ({ orgId, userId: uuidv7(), id: uuidv7() })),
    )
    const rows = [JSON.stringify(colleagues)]
    const from = 'from jsonb_to_recordset($1) as o("orgId" uuid, "userId" uuid, id uuid)'
    await bare.query(
      `insert into auth_user (id, email, name, email_verified_at, platform_role)
       select "userId", 'person-' || right("userId"::text, 12) || '@example.test', 'Finn', now(), 'user' ${from}`,
      rows,
    )
    await bare.query(
      `insert into organization_member (id, org_id, user_id, role) select id, "orgId", "userId", 'admin' ${from}`,
      rows,
    )
    const { rows: people } = await bare.query<{ email: string; org: string }>(
      `update auth_user u set password_hash = $1 from organization_member m join organization o on o.id = m.org_id
       where m.user_id = u.id and u.email like 'person-%' returning u.email, o.slug as org`,
      [hash],
    )
    return people.map((person, n) => ({
      ...person,
      password: PASSWORD,
      address: `10.0.${n >> 8}.${n & 255}`,
    }))
  } finally {
    await bare.end()
  }
}
