import type { EntityDeclaration } from '../../../platform/catalog/entities.ts'
import type { FindDeclaration } from '../../../platform/catalog/find.ts'
import { withBook } from '../example-book.ts'
import type { TaxCode } from './schema.ts'

const findTax: FindDeclaration<TaxCode> = {
  path: 'modules.accounting.taxes.list',
  words: 'search',
  row: ({ id, name, side }) => ({ id, name, detail: side === 'sale' ? 'on sales' : 'on purchases' }),
}

export const taxEntity = {
  noun: 'Tax',
  plural: 'Taxes',
  synonyms: ['tax code', 'tax rate', 'VAT rate'],
  find: findTax,
  link: '/o/{org}/accounting/details',
  names: (db, ids) =>
    db.selectFrom('accountingTaxCode').select(['id', 'name']).where('id', 'in', ids).execute(),
  permission: 'accounting.book.read',
  ofPerson: { none: 'taxes are the organization’s' },
  target: 'tax',
  verbs: {
    'accounting.tax.created': 'added [the tax ]{tax}',
    'accounting.tax.archived': 'archived [the tax ]{tax}',
  },
  example: async (call) => {
    await withBook(call)
    const { items } = (await call('modules.accounting.taxes.list', { side: 'sale' })) as { items: TaxCode[] }
    return items[0]?.id ?? ''
  },
} as const satisfies EntityDeclaration
