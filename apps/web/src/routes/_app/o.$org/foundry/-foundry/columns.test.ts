import { describe, expect, it } from 'vitest'
import { columnsOf, pluralOf, singularOf, titleColumn } from './columns.ts'
import type { Preview } from './foundry-types.ts'

describe('a file is named after one of its rows', () => {
  it.each([
    ['Customers', 'Customer', 'Customers'],
    ['Categories', 'Category', 'Categories'],
    ['Address', 'Address', 'Addresses'],
    ['Purchase orders 2026', 'Purchase order', 'Purchase orders'],
    ['Suppliers of the shop', 'Supplier', 'Suppliers'],
    ['Open invoices from March', 'Open invoice', 'Open invoices'],
    ['Deliveries to Galway', 'Delivery', 'Deliveries'],
    ['', '', ''],
  ])('%j is of %j, and several are %j', (title, singular, plural) => {
    expect(singularOf(title)).toBe(singular)
    expect(pluralOf(singular)).toBe(plural)
  })
})

describe('what the rows of a file are called by', () => {
  const kinds = { point: 0, comma: 0 }
  const orders = { ymd: 0, dmy: 0, mdy: 0 }
  const field = (title: string): Preview['fields'][number] => ({
    title,
    path: [title],
    kind: 'text',
    filled: 1,
    distinct: 2,
    samples: [],
    unread: { number: kinds, yesno: 0, day: orders, instant: orders },
  })
  it.each([
    [['Id', 'Subject', 'Note'], 'Subject'],
    [['Nr', 'Bezeichnung'], 'Bezeichnung'],
    [['Order ID', 'Customer'], 'Order ID'],
    [['Town', 'Name'], 'Name'],
  ])('of %j is %s', (titles, called) => {
    const preview: Preview = {
      records: 2,
      isAll: true,
      fields: titles.map(field),
      keyFields: [],
      problems: [],
      unread: [],
    }
    expect(titleColumn(columnsOf(preview, 'EUR'))).toBe(JSON.stringify([called]))
  })
})
