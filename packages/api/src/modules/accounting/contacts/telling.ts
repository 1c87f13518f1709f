import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { joinedParts, linesOf } from '../../../platform/catalog/told-list.ts'
import { countryWords } from '../../../shared/country-name.ts'
import { howMany, pageTold } from '../telling.ts'
import { contactEntity } from './entity.ts'
import { Contact, ContactPage } from './schema.ts'
import type { Address } from './schema.ts'

/** "12 Quay Street, H91 Galway, Ireland"; nothing where nobody said. */
export const addressText = ({ street, postcode, city, country }: Address): string =>
  joinedParts([street, `${postcode} ${city}`.trim(), country === null ? '' : countryWords(country)])

export const termsText = (days: number): string => {
  if (days === 0) return 'on their own day'
  return days === 1 ? '1 day after their own' : `${days} days after their own`
}

/** "- Phone: 091 123"; nothing where nobody said. */
export const said = (label: string, words: string): string | false => words !== '' && `- ${label}: ${words}`

function roleText({ isCustomer, isVendor }: Contact): string {
  if (isCustomer && isVendor) return 'customer and vendor'
  return isVendor ? 'vendor' : 'customer'
}

function nouns(items: readonly Contact[]): readonly [string, string] {
  if (items.every(({ isVendor }) => !isVendor)) return ['customer', 'customers']
  if (items.every(({ isCustomer }) => !isCustomer)) return ['vendor', 'vendors']
  return ['customer and vendor', 'customers and vendors']
}

export function contactsTold(output: unknown): ToldAnswer {
  const page = ContactPage.parse(output)
  return pageTold(page, {
    head: `There ${howMany(page, nouns(page.items))}.`,
    none: 'There is no customer or vendor like that. Say “add the customer” and a name to add one.',
    row: (contact) => contactEntity.find.row(contact),
    facts: (contact) =>
      joinedParts([
        roleText(contact),
        contact.city,
        contact.email,
        contact.archivedAt !== null && 'archived',
      ]),
  })
}

export function contactTold(output: unknown): ToldAnswer {
  const contact = Contact.parse(output)
  const { id, name, email, phone, taxId, termsDays, note, archivedAt } = contact
  const facts = [
    said('Address', addressText(contact)),
    said('E-mail', email),
    said('Phone', phone),
    said('Tax id', taxId),
    contact.isCustomer && termsDays !== null && `- Invoices to them are due ${termsText(termsDays)}`,
    said('Note', note),
  ].filter((line) => typeof line === 'string')
  return {
    text: linesOf([
      `${name} is a ${roleText(contact)}${archivedAt === null ? '' : ', archived'}.`,
      ...(facts.length === 0
        ? ['Nothing else is known of them: add an address or a mail address on their page.']
        : facts),
    ]),
    shown: [{ id, name }],
  }
}
