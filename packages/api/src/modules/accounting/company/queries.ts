import type { OrgDb } from '@hub/db'

const columns = [
  'legalName',
  'street',
  'postcode',
  'city',
  'country',
  'taxId',
  'email',
  'phone',
  'iban',
  'bic',
  'termsDays',
  'footer',
  'version',
] as const

/** What the business wrote about itself; null until it did. */
export const findCompany = async (db: OrgDb) =>
  (await db.selectFrom('accountingCompany').select(columns).executeTakeFirst()) ?? null
