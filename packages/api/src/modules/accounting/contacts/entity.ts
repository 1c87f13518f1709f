import type { EntityDeclaration } from '../../../platform/catalog/entities.ts'
import type { FindDeclaration } from '../../../platform/catalog/find.ts'
import { exampleCustomer } from '../example-book.ts'
import type { Contact } from './schema.ts'

const findContact: FindDeclaration<Contact> = {
  path: 'modules.accounting.contacts.list',
  words: 'search',
  row: ({ id, name, city, isCustomer, isVendor }) => ({
    id,
    name,
    detail: [isCustomer && 'customer', isVendor && 'vendor', city].filter(Boolean).join(', '),
  }),
}

export const contactEntity = {
  noun: 'Customer or vendor',
  plural: 'Customers and vendors',
  synonyms: ['customer', 'client', 'buyer', 'vendor', 'supplier', 'contact'],
  find: findContact,
  link: '/o/{org}/accounting/contacts?contact={id}',
  names: (db, ids) =>
    db.selectFrom('accountingContact').select(['id', 'name']).where('id', 'in', ids).execute(),
  permission: 'accounting.contact.read',
  ofPerson: { none: 'customers and vendors are the organization’s; it changes or archives them' },
  target: 'contact',
  unnamed: 'a customer or vendor',
  verbs: {
    'accounting.contact.created': 'added {contact}',
    'accounting.contact.updated': 'changed {contact}',
    'accounting.contact.archived': 'archived {contact}',
    'accounting.contact.restored': 'restored {contact}',
    'accounting.contact.statementSent': 'mailed a statement of account to {contact}',
    'accounting.contact.statementSaved': 'saved the statement of account of {contact}',
    'accounting.company.updated': 'changed the business details',
  },
  example: exampleCustomer,
} as const satisfies EntityDeclaration
