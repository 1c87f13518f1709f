import { describe, expect, it } from 'vitest'
import { pluralOf, singularOf } from './columns.ts'

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
