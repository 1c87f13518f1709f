import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { addressText, said, termsText } from '../contacts/telling.ts'
import { linesOf } from '../../../platform/catalog/told-list.ts'
import { Company } from './schema.ts'

export function companyTold(output: unknown): ToldAnswer {
  const company = Company.parse(output)
  const { legalName, taxId, email, phone, iban, bic, termsDays, footer, version } = company
  if (version === 0)
    return {
      text: 'Invoices say nothing of the business yet: fill it in on the page “Accounting”, under “Details”.',
    }
  return {
    text: linesOf([
      legalName === '' ? 'Invoices name no business yet.' : `Invoices are from ${legalName}.`,
      said('Address', addressText(company)),
      said('Tax id', taxId),
      said('E-mail', email),
      said('Phone', phone),
      said('IBAN', iban),
      said('BIC', bic),
      `- Invoices are due ${termsText(termsDays)}`,
      said('Below each invoice', footer),
    ]),
  }
}
