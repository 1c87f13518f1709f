import { sql } from '@hub/db'
import { electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { takeTurn } from '../../../platform/data/locks.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { requireVersion } from '../../../platform/data/versions.ts'
import { canonicalEmail } from '../../../shared/email.ts'
import { requireBook } from '../book/queries.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { companyOf } from './queries.ts'
import type { Company, UpdateCompany } from './schema.ts'

export const getCompany = (ctx: OrgContext): Promise<Company> => companyOf(ctx)

/** Changes what invoices say from now on. Those that are posted stay as they were printed. */
export async function updateCompany(ctx: OrgContext, input: UpdateCompany): Promise<Company> {
  const { idempotencyKey: _key, version, ...given } = input
  return ctx.write(async (tx) => {
    await requireBook(tx)
    await takeTurn(tx, `accounting.company|${ctx.org.orgId}`)
    const before = await companyOf({ db: tx, org: ctx.org })
    requireVersion(before, version)
    const { version: _version, ...kept } = before
    const facts = { ...kept, ...withoutUndefined(given) }
    facts.email = canonicalEmail(facts.email) ?? ''
    facts.iban = ibanOf(facts.iban)
    facts.bic = bicOf(facts.bic)
    await save(ctx, tx, facts)
    tx.audit('accounting.company.updated', {}, { fields: Object.keys(withoutUndefined(given)) })
    return { ...facts, version: before.version + 1 }
  })
}

/** One row an organization. The caller has the turn of `accounting.company`. */
async function save(ctx: OrgContext, tx: OrgWriteTx, facts: Omit<Company, 'version'>): Promise<void> {
  const row = { ...facts, updatedAt: ctx.now() }
  await tx
    .insertInto('accountingCompany')
    .values({ orgId: ctx.org.orgId, ...row, version: 1 })
    .onConflict((conflict) =>
      conflict.column('orgId').doUpdateSet({ ...row, version: sql<number>`accounting_company.version + 1` }),
    )
    .execute()
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
