import { sql } from '@hub/db'
import { electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { canonicalEmail } from '../../../shared/email.ts'
import { AppError } from '../../../shared/errors.ts'
import { findBook, requireBook } from '../book/queries.ts'
import { USUAL_TERMS } from '../documents/drafts.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { findCompany } from './queries.ts'
import type { Company, UpdateCompany } from './schema.ts'

/** What invoices say of the business; until somebody filled it in, its name and the country of its books. */
export async function getCompany(ctx: OrgContext): Promise<Company> {
  const company = await findCompany(ctx.db)
  if (company) return company
  return unfilled(ctx, (await findBook(ctx.db))?.country ?? null)
}

const unfilled = ({ org }: OrgContext, country: string | null): Company => ({
  street: '',
  postcode: '',
  city: '',
  taxId: '',
  email: '',
  phone: '',
  iban: '',
  bic: '',
  footer: '',
  legalName: org.name,
  country,
  termsDays: USUAL_TERMS,
  version: 0,
})

/** Changes what invoices say from now on. Those that are posted stay as they were printed. */
export async function updateCompany(ctx: OrgContext, input: UpdateCompany): Promise<Company> {
  const { idempotencyKey: _key, version, ...given } = input
  return ctx.write(async (tx) => {
    const { country } = await requireBook(tx)
    const before = (await findCompany(tx)) ?? unfilled(ctx, country)
    if (version !== undefined && version !== before.version) throw new AppError('STALE_VERSION')
    const { version: _version, ...kept } = before
    const facts = { ...kept, ...withoutUndefined(given) }
    facts.email = canonicalEmail(facts.email) ?? ''
    facts.iban = ibanOf(facts.iban)
    facts.bic = bicOf(facts.bic)
    await save(tx, { ctx, facts, before: before.version })
    tx.audit('accounting.company.updated', {}, { fields: Object.keys(withoutUndefined(given)) })
    return { ...facts, version: before.version + 1 }
  })
}

interface Saving {
  ctx: OrgContext
  facts: Omit<Company, 'version'>
  before: number
}

/** One row an organization; of two who change it at once the second hears of the first. */
async function save(tx: OrgWriteTx, { ctx, facts, before }: Saving): Promise<void> {
  const row = { ...facts, updatedAt: ctx.now() }
  const saved = await tx
    .insertInto('accountingCompany')
    .values({ orgId: ctx.org.orgId, ...row, version: 1 })
    .onConflict((conflict) =>
      conflict
        .column('orgId')
        .doUpdateSet({ ...row, version: sql<number>`accounting_company.version + 1` })
        .where('accountingCompany.version', '=', before),
    )
    .returning('version')
    .executeTakeFirst()
  if (!saved) throw new AppError('STALE_VERSION')
}

/** Without blanks, as banks take it. */
function ibanOf(text: string): string {
  if (text === '') return ''
  const iban = electronicFormatIBAN(text)
  if (iban !== null && isValidIBAN(iban)) return iban
  throw fieldFault(
    'iban',
    'This IBAN cannot be right: its check digits do not fit. Compare it letter by letter.',
  )
}

/** In one spelling: without blanks, in capitals. */
function bicOf(text: string): string {
  const bic = text.replaceAll(/\s+/g, '').toUpperCase()
  if (bic === '' || isValidBIC(bic)) return bic
  throw fieldFault('bic', 'This is no BIC. It has 8 or 11 letters and digits, such as AIBKIE2D.')
}

const withoutUndefined = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
