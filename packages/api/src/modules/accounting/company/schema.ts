import { z } from 'zod'
import { EmailOrNone, TermsDays, addressShape, words } from '../contacts/schema.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, prose } from '../../../shared/text.ts'
import { KnownVersionOrNone } from '../../../shared/version.ts'

/** What invoices say of the business that writes them. */
export const Company = z.strictObject({
  legalName: z.string(),
  street: z.string(),
  postcode: z.string(),
  city: z.string(),
  country: z.string().nullable(),
  taxId: z.string(),
  email: z.string(),
  phone: z.string(),
  iban: z.string(),
  bic: z.string(),
  termsDays: z.int().meta({ description: 'Days until an invoice is due' }),
  footer: z.string(),
  version: z.int().meta({ description: '0 until somebody filled it in' }),
})
export type Company = z.infer<typeof Company>

const given = {
  legalName: line(120),
  street: addressShape.street,
  postcode: addressShape.postcode,
  city: addressShape.city,
  country: addressShape.country,
  taxId: words(40),
  email: EmailOrNone,
  phone: words(40),
  iban: words(42),
  bic: words(11),
  termsDays: TermsDays,
  footer: prose(600),
}

/** What a person fills in. */
export const CompanyForm = z.strictObject(given)

export const UpdateCompany = mutationInput({
  ...CompanyForm.partial().shape,
  version: KnownVersionOrNone.optional(),
})
export type UpdateCompany = z.infer<typeof UpdateCompany>
