import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { findBook } from '../book/queries.ts'
import type { Company } from './schema.ts'

/** Days until an invoice is due where nobody said otherwise. */
export const USUAL_TERMS = 14

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

type Reader = Pick<OrgContext, 'org'> & { db: OrgDb }

/** What invoices say of the business; until somebody filled it in, its name and the country of its books. */
export async function companyOf({ db, org }: Reader): Promise<Company> {
  const company = await findCompany(db)
  return company ?? unfilled(org.name, (await findBook(db))?.country ?? null)
}

const unfilled = (legalName: string, country: string | null): Company => ({
  street: '',
  postcode: '',
  city: '',
  taxId: '',
  email: '',
  phone: '',
  iban: '',
  bic: '',
  footer: '',
  legalName,
  country,
  termsDays: USUAL_TERMS,
  version: 0,
})
