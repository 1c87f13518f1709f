import { z } from 'zod'
import { Email } from '../../../shared/email.ts'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, prose, searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'
import { KnownVersion } from '../../../shared/version.ts'

export const ContactId = entityId('accounting_contact')

export const CountryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, 'Use the two letters of a country, such as IE.')
  .meta({ description: 'ISO 3166 code of two letters', examples: ['IE'] })

/** Empty where nobody said. */
export const words = (max: number) => line(max, 0)

export const addressShape = {
  street: words(160),
  postcode: words(20),
  city: words(80),
  country: CountryCode.nullable(),
}
export const Address = z.strictObject(addressShape)
export type Address = z.infer<typeof Address>

/** Days from the day of an invoice to the one on which it is due. */
export const TermsDays = z.int().min(0).max(365)

/** An e-mail address, or nothing. */
export const EmailOrNone = z.union([z.literal(''), Email])

const facts = {
  name: z.string(),
  isCustomer: z.boolean(),
  isVendor: z.boolean(),
  email: z.string(),
  phone: z.string(),
  street: z.string(),
  postcode: z.string(),
  city: z.string(),
  country: z.string().nullable(),
  taxId: z.string(),
  termsDays: z.int().nullable().meta({ description: 'null = those of the business' }),
  note: z.string(),
}
export const Contact = z.strictObject({
  id: ContactId,
  ...facts,
  archivedAt: Instant.nullable(),
  version: z.int(),
})
export type Contact = z.infer<typeof Contact>
export const ContactPage = listOutput(Contact)

export const ContactRole = z.enum(['customer', 'vendor'])
export const ListContacts = listInput(['name', 'newest'], {
  search: searchPhrase.optional(),
  role: ContactRole.optional(),
  archived: z.boolean().optional(),
})
export type ListContacts = z.infer<typeof ListContacts>
export const GetContact = z.strictObject({ id: ContactId })
export type GetContact = z.infer<typeof GetContact>

const given = {
  name: line(120),
  isCustomer: z.boolean(),
  isVendor: z.boolean(),
  email: EmailOrNone,
  phone: words(40),
  ...addressShape,
  taxId: words(40),
  termsDays: TermsDays.nullable(),
  note: prose(2000),
}

/** What a person fills in. */
export const ContactForm = z.strictObject(given)

export const CreateContact = mutationInput({
  name: given.name,
  isCustomer: given.isCustomer.default(true),
  isVendor: given.isVendor.default(false),
  email: given.email.default(''),
  phone: given.phone.default(''),
  street: given.street.default(''),
  postcode: given.postcode.default(''),
  city: given.city.default(''),
  country: given.country.default(null),
  taxId: given.taxId.default(''),
  termsDays: given.termsDays.default(null),
  note: given.note.default(''),
  anyway: z.boolean().default(false).meta({ description: 'Also where one of this name is there' }),
})
export type CreateContact = z.infer<typeof CreateContact>

const version = KnownVersion.optional()

export const UpdateContact = mutationInput({ id: ContactId, ...ContactForm.partial().shape, version })
export type UpdateContact = z.infer<typeof UpdateContact>
export const ArchiveContact = mutationInput({ id: ContactId, version })
export type ArchiveContact = z.infer<typeof ArchiveContact>
export const RestoreContact = mutationInput({ id: ContactId, version })
export type RestoreContact = z.infer<typeof RestoreContact>
